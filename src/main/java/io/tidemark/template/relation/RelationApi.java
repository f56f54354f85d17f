package io.tidemark.template.relation;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.postgres.Identifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code api.Relation}: makes relations by their parts.
 *
 * @param quoting which parts are quoted of which that is not said
 */
public record RelationApi(Policy quoting) implements HasAttributes {

  private static final Map<String, String> TYPES =
      Map.of(
          "Table", "table",
          "View", "view",
          "CTE", "cte",
          "External", "external",
          "MaterializedView", "materialized_view",
          "Function", "function",
          "PointerTable", "pointer_table");

  private static final Set<String> KNOWN_TYPES =
      Set.of(
          "table",
          "view",
          "cte",
          "external",
          "materialized_view",
          "function",
          "ephemeral",
          "pointer_table");

  @Override
  public @Nullable Object attribute(String name) {
    return switch (name) {
      case "create" -> (Callable) arguments -> create(arguments, quoting);
      case "get_default_quote_policy", "get_default_include_policy" ->
          (Callable) arguments -> Policy.ALL;
      case "scd_args" -> (Callable) RelationApi::scdArgs;
      default -> constant(name);
    };
  }

  /** What identifies a version of a snapshot's row: the columns of its key, then its time. */
  static Object scdArgs(Arguments arguments) {
    BoundArguments bound = arguments.bind(2, "primary_key", "updated_at");
    List<@Nullable Object> names = new ArrayList<>();
    if (bound.get(0) instanceof List<?> columns) {
      names.addAll(columns);
    } else {
      names.add(bound.get(0));
    }
    names.add(bound.get(1));
    return names;
  }

  @Override
  public Collection<String> attributeNames() {
    return List.of("create", "scd_args", "Table", "View", "CTE", "External", "MaterializedView");
  }

  /** The name of a type, or missing. */
  static Object constant(String name) {
    if (name.equals("get_relation_type")) {
      return new LinkedHashMap<Object, Object>(TYPES);
    }
    String type = TYPES.get(name);
    return type == null ? Missing.MISSING : type;
  }

  /** As a relation's own {@code create()} makes one, which knows no project. */
  static Object create(Arguments arguments) {
    return create(arguments, Policy.ALL);
  }

  private static Object create(Arguments arguments, Policy quoting) {
    BoundArguments parts =
        arguments.bind(
            0,
            "database",
            "schema",
            "identifier",
            "type",
            "quote_policy",
            "include_policy",
            "dbt_created",
            "limit",
            "require_alias",
            "catalog",
            "event_time_filter");
    String type = text(parts.get(3));
    if (type != null && !KNOWN_TYPES.contains(type)) {
      throw arguments.error(
          "'" + type + "' is no type of relation", type, List.copyOf(KNOWN_TYPES));
    }
    String identifier = text(parts.get(2));
    if (identifier != null
        && type != null
        && !identifier.isEmpty()
        && new Identifier(identifier).tooLong()) {
      throw arguments.error(
          "Relation name '"
              + identifier
              + "' is longer than "
              + Identifier.MAX_BYTES
              + " characters");
    }
    RelationValue made = RelationValue.of(text(parts.get(0)), text(parts.get(1)), identifier, type);
    return made.withPolicies(policy(parts.get(5), Policy.ALL), policy(parts.get(4), quoting));
  }

  private static Policy policy(@Nullable Object parts, Policy otherwise) {
    if (parts instanceof Policy given) {
      return given;
    }
    return parts instanceof Map<?, ?> map ? otherwise.with(map) : otherwise;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : PythonText.str(value);
  }
}
