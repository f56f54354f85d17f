package io.tidemark.graph;

import io.tidemark.project.problem.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What only nodes of one kind have. */
public sealed interface NodeDetail {

  /** Nothing: seeds, snapshots of properties files, analyses, singular tests. */
  record None() implements NodeDetail {}

  /** Nothing beside what every node has. */
  NodeDetail NONE = new None();

  /**
   * A snapshot that stands between its tags.
   *
   * @param text what stands there, as it is written
   * @param line the line on which it begins, from 1
   */
  record Block(String text, int line) implements NodeDetail {}

  /**
   * A model's place among its versions and what others may do with it.
   *
   * @param version null where the model has no versions; a text or a number
   * @param latestVersion the version that a {@code ref} without one means; null where the model has
   *     no versions
   * @param access {@code private}, {@code protected} or {@code public}
   * @param deprecationDate as written; null where there is none
   * @param batches false where a microbatch model is loaded whole, as dbt does it with a strategy
   *     that the project has written and no {@code
   *     require_batched_execution_for_custom_microbatch_strategy}
   */
  record Model(
      @Nullable Object version,
      @Nullable Object latestVersion,
      String access,
      @Nullable String deprecationDate,
      boolean batches)
      implements NodeDetail {

    /** One whose batches are done one by one, if it has any. */
    public Model(
        @Nullable Object version,
        @Nullable Object latestVersion,
        String access,
        @Nullable String deprecationDate) {
      this(version, latestVersion, access, deprecationDate, true);
    }

    /** A model without versions, of which nothing was said. */
    public static final Model PLAIN = new Model(null, null, "protected", null);
  }

  /**
   * A function's arguments and what it returns, in their order.
   *
   * @param returns the type of what it returns, as SQL
   * @param returnsDescription what is said of that; null where nothing is
   */
  record Function(
      List<FunctionArgument> arguments, String returns, @Nullable String returnsDescription)
      implements NodeDetail {

    /** Copies the list. */
    public Function {
      arguments = List.copyOf(arguments);
    }

    /** {@code arguments} and {@code returns}, as dbt's macros and its manifest have them. */
    public Map<String, Object> values() {
      List<Map<String, @Nullable Object>> listed = new ArrayList<>();
      for (FunctionArgument one : arguments) {
        Map<String, @Nullable Object> argument = new LinkedHashMap<>();
        argument.put("name", one.name());
        argument.put("data_type", one.type());
        argument.put("description", one.description());
        argument.put("default_value", one.defaultValue());
        listed.add(argument);
      }
      Map<String, @Nullable Object> returned = new LinkedHashMap<>();
      returned.put("data_type", returns);
      returned.put("description", returnsDescription);
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("arguments", listed);
      values.put("returns", returned);
      return values;
    }
  }

  /**
   * An argument of a function.
   *
   * @param type its type, as SQL
   * @param description what is said of it; null where nothing is
   * @param defaultValue what it is where it is left out, as written; null where it can't be
   */
  record FunctionArgument(
      String name, String type, @Nullable String description, @Nullable Object defaultValue) {}

  /** A table of a source in another database, as a node that is run: it is copied. */
  record Loaded(SourceNode source) implements NodeDetail {}

  /** A seed that is run for its columns alone: none of its rows is loaded. */
  record EmptySeed() implements NodeDetail {}

  /** An exposure or a saved query, as a node of a run that has nothing to do. */
  record Declared(Declaration declaration) implements NodeDetail {}

  /** A unit test, as a node that is run. */
  record Unit(UnitTest test) implements NodeDetail {}

  /**
   * A hook of the whole run, {@code on-run-start} or {@code on-run-end}.
   *
   * @param start whether it runs before all nodes, or after them
   * @param index its place among those of its package, from 0; in a run its number among all, from
   *     1, as in dbt
   * @param sql as it is written; a template
   * @param place where
   */
  record RunHook(boolean start, int index, String sql, Place place) implements NodeDetail {

    /** The key under which it is written. */
    public String tag() {
      return start ? "on-run-start" : "on-run-end";
    }
  }

  /**
   * A generic test and what it is a test of.
   *
   * @param name the test's own name, {@code not_null}
   * @param shortName the node's name, cut off where it would be too long for a relation
   * @param description a template; empty where there is none
   * @param namespace the package it was asked of, {@code dbt_utils}; null where none was
   * @param kwargs its arguments as written; texts among them are templates. {@code model} is the
   *     template of the relation that is tested, {@code column_name} the column, if there is one
   * @param columnName the column of whose entry it stands; null where it is the whole node's
   * @param attachedNode the unique id of the node that it was written for; null for a source
   * @param fileKeyName that node's kind and name, {@code models.orders}
   * @param tags those of what it tests, and its own
   * @param group that of the node that it was written for; null where it has none
   * @param place where it is written
   */
  record GenericTest(
      String name,
      String shortName,
      String description,
      @Nullable String namespace,
      Map<String, @Nullable Object> kwargs,
      @Nullable String columnName,
      @Nullable String attachedNode,
      String fileKeyName,
      List<String> tags,
      @Nullable String group,
      Place place)
      implements NodeDetail {

    /** Copies the arguments and the tags, in their order. */
    public GenericTest {
      tags = List.copyOf(tags);
      kwargs = Collections.unmodifiableMap(new LinkedHashMap<>(kwargs));
    }
  }
}
