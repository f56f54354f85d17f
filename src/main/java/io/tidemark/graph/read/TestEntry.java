package io.tidemark.graph.read;

import io.tidemark.project.config.ConfigValue;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.yaml.ValueRenderer;
import io.tidemark.project.yaml.YamlEntry;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A generic test as it stands under {@code data_tests:}, in whichever of dbt's spellings.
 *
 * @param test the test's own name, {@code not_null}
 * @param namespace the package before it, {@code dbt_utils}; null where there is none
 * @param name the name that was given to it; null where none was
 * @param description a template; empty where there is none
 * @param arguments what its macro is called with, as written
 * @param namesColumn whether the column's name among them stands before that of its column
 * @param config its configuration, templates in it rendered
 * @param place where it stands
 */
record TestEntry(
    String test,
    @Nullable String namespace,
    @Nullable String name,
    String description,
    Map<String, @Nullable Object> arguments,
    boolean namesColumn,
    Map<String, ConfigValue> config,
    Place place) {

  private static final Pattern NAME =
      Pattern.compile("(?:(?<namespace>[a-zA-Z_]\\w*)\\.)?(?<name>[a-zA-Z_]\\w*)");

  /**
   * What may be configured beside the arguments, as it used to be, or under {@code config}; in the
   * order in which dbt writes it down.
   */
  static final List<String> CONFIG_KEYS =
      List.of(
          "severity",
          "tags",
          "enabled",
          "where",
          "limit",
          "warn_if",
          "error_if",
          "fail_calc",
          "store_failures",
          "store_failures_as",
          "meta",
          "database",
          "schema",
          "alias");

  private static final String ARGUMENTS = "arguments";
  private static final String CONFIG = "config";
  static final String COLUMN_NAME = "column_name";
  private static final String EXAMPLE =
      "Write \"- not_null\", or \"- accepted_values:\" with \"arguments:\" below it.";

  /**
   * Reads an entry.
   *
   * @param values renders the templates in its configuration
   * @param nested whether what stands below {@code arguments:} are its arguments; else, as in old
   *     dbt, that is an argument like others
   * @throws ProjectException where it is none of dbt's spellings
   */
  static TestEntry read(YamlNode written, ValueRenderer values, boolean nested) {
    if (written instanceof YamlScalar scalar && scalar.value() instanceof String text) {
      return of(text, YamlMapping.empty(scalar.place()), scalar.place(), values, nested);
    }
    if (!(written instanceof YamlMapping mapping)) {
      throw wrong("A data test must be a name, or a mapping of a name to its arguments", written);
    }
    YamlNode named = mapping.get("test_name");
    if (named != null) {
      if (!(named.value() instanceof String text)) {
        throw wrong("\"test_name\" must be a text", named);
      }
      return of(text, without(mapping, "test_name"), mapping.place(), values, nested);
    }
    List<YamlEntry> entries = mapping.entries();
    if (entries.size() != 1) {
      throw new ProjectException(
          Problem.of("A data test has %d names beside each other".formatted(entries.size()))
              .at(mapping.place())
              .found("Found: " + String.join(", ", mapping.keys()) + ".")
              .next("Indent the arguments below the test's name. " + EXAMPLE));
    }
    YamlEntry entry = entries.get(0);
    if (!(entry.value() instanceof YamlMapping below)) {
      throw wrong("The arguments of a data test must be a mapping", entry.value());
    }
    return of(entry.name(), below, entry.place(), values, nested);
  }

  private static TestEntry of(
      String written, YamlMapping mapping, Place place, ValueRenderer values, boolean nested) {
    Matcher parts = NAME.matcher(written);
    // As in dbt the name may go on with what is none: a colon within the quotes.
    if (!parts.lookingAt()) {
      throw new ProjectException(
          Problem.of("\"%s\" can't be the name of a data test".formatted(written))
              .at(place)
              .found("Allowed: TEST or PACKAGE.TEST, of letters, digits and underscores."));
    }
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    Map<String, ConfigValue> config = new LinkedHashMap<>();
    YamlNode configured = configured(mapping, nested);
    YamlMapping below = configured instanceof YamlMapping map ? map : null;
    if (configured != null && below == null && configured.value() != null) {
      throw wrong("The \"config\" of a data test must be a mapping of keys to values", configured);
    }
    for (YamlEntry entry : nested ? withArguments(mapping) : mapping.entries()) {
      String key = entry.name();
      if (CONFIG_KEYS.contains(key)) {
        if (below != null && below.has(key) && entry.value().value() != null) {
          throw new ProjectException(
              Problem.of("\"%s\" stands beside \"config\" and in it".formatted(key))
                  .at(entry.place())
                  .at(below.placeOf(key))
                  .next("Remove the one beside \"config\"."));
        }
        configure(config, entry, values);
      } else if (!key.equals(CONFIG) && !(nested && key.equals(ARGUMENTS))) {
        arguments.put(key, entry.value().value());
      }
    }
    if (below != null) {
      below.entries().forEach(entry -> configure(config, entry, values));
    }
    if (arguments.containsKey("model")) {
      throw new ProjectException(
          Problem.of("A data test can't be given the argument \"model\"")
              .at(mapping.placeOf("model"))
              .next("Remove it: the model is the one under which the test stands."));
    }
    Object name = arguments.remove("name");
    Object description = arguments.remove("description");
    return new TestEntry(
        parts.group("name"),
        parts.group("namespace"),
        name == null ? null : name.toString(),
        description == null ? "" : description.toString(),
        arguments,
        namesColumn(mapping, nested),
        config,
        place);
  }

  /** What stands below {@code arguments}, too: dbt looks for configuration there as well. */
  private static List<YamlEntry> withArguments(YamlMapping mapping) {
    List<YamlEntry> entries = new ArrayList<>(mapping.entries());
    if (mapping.get(ARGUMENTS) instanceof YamlMapping more) {
      entries.addAll(more.entries());
    }
    return entries;
  }

  /** As in dbt what stands below {@code arguments} stands in the place of what stands beside it. */
  private static @Nullable YamlNode configured(YamlMapping mapping, boolean nested) {
    return nested
            && mapping.get(ARGUMENTS) instanceof YamlMapping arguments
            && arguments.has(CONFIG)
        ? arguments.get(CONFIG)
        : mapping.get(CONFIG);
  }

  private static void configure(
      Map<String, ConfigValue> config, YamlEntry entry, ValueRenderer values) {
    Object value = entry.value().value();
    if (value instanceof String text && (text.contains("{{") || text.contains("{%"))) {
      value = values.render(text, entry.place());
    } else if (value instanceof String text && text.endsWith("\n")) {
      // dbt renders what has no tag too, and Jinja drops the last line end.
      value = text.substring(0, text.length() - 1);
    }
    if (value != null) {
      config.put(entry.name(), new ConfigValue(value, entry.value().place()));
    }
  }

  /**
   * Whether it has a column's name below {@code arguments}, which goes before that of its column.
   */
  private static boolean namesColumn(YamlMapping mapping, boolean nested) {
    return nested && mapping.get(ARGUMENTS) instanceof YamlMapping more && more.has(COLUMN_NAME);
  }

  private static YamlMapping without(YamlMapping mapping, String key) {
    return new YamlMapping(
        mapping.entries().stream().filter(entry -> !entry.name().equals(key)).toList(),
        mapping.place());
  }

  private static ProjectException wrong(String what, YamlNode found) {
    return new ProjectException(
        Problem.of(what)
            .at(found.place())
            .found("Found " + found.description() + ".")
            .next(EXAMPLE));
  }
}
