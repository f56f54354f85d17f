package io.tidemark.cli;

import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.problem.SourceText;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlReader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code --vars} says. */
final class VarsOption {

  private static final String SECRET = "DBT_ENV_SECRET";

  private VarsOption() {}

  /**
   * The variables in a YAML text.
   *
   * @param yaml as it was given; null for none
   * @throws ProjectException if it is no mapping
   */
  static Map<String, @Nullable Object> parse(@Nullable String yaml) {
    return parse("--vars", "{region: EU, days: 3}", yaml);
  }

  /** As {@link #parse}, but with a date or time as its text, as JSON can hold it. */
  static Map<String, @Nullable Object> plain(@Nullable String yaml) {
    return yaml == null
        ? new LinkedHashMap<>()
        : byName(mapping("--vars", "{region: EU, days: 3}", yaml).value());
  }

  /** As dbt shows them: of one that is named as a secret the value is hidden. */
  static Map<String, @Nullable Object> shown(@Nullable String yaml) {
    Map<String, @Nullable Object> shown = plain(yaml);
    shown.replaceAll((name, value) -> name.startsWith(SECRET) ? "*****" : value);
    return shown;
  }

  /**
   * The same for another option.
   *
   * @param example what could be written
   */
  static Map<String, @Nullable Object> parse(String option, String example, @Nullable String yaml) {
    return yaml == null ? Map.of() : byName(mapping(option, example, yaml).typed());
  }

  private static YamlMapping mapping(String option, String example, String yaml) {
    Problems problems = new Problems();
    YamlNode node = YamlReader.read(SourceText.of(option, yaml), problems);
    problems.throwIfAny();
    if (!(node instanceof YamlMapping mapping)) {
      throw new ProjectException(
          Problem.of(option + " must be a mapping of names to values")
              .found(yaml.isBlank() ? "Found nothing." : "Found: " + yaml)
              .next("Write for example: " + option + " '" + example + "'"));
    }
    return mapping;
  }

  private static Map<String, @Nullable Object> byName(Map<Object, @Nullable Object> values) {
    Map<String, @Nullable Object> vars = new LinkedHashMap<>();
    values.forEach((name, value) -> vars.put(String.valueOf(name), value));
    return vars;
  }
}
