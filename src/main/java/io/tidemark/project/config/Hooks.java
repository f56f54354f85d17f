package io.tidemark.project.config;

import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.problem.SourceText;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads hooks in each form that dbt takes: a text, a mapping with {@code sql} and {@code
 * transaction}, and the JSON text of such a mapping, which dbt's {@code after_commit()} gives.
 */
final class Hooks {

  private Hooks() {}

  static List<Hook> of(String key, ConfigValue config) {
    List<Hook> hooks = new ArrayList<>();
    if (config.value() instanceof Iterable<?> several) {
      several.forEach(one -> add(key, one, config.place(), hooks));
    } else {
      add(key, config.value(), config.place(), hooks);
    }
    return List.copyOf(hooks);
  }

  private static void add(
      String key, @Nullable Object value, @Nullable Place place, List<Hook> hooks) {
    Object hook = value instanceof String text ? fromJson(text) : value;
    // As in dbt, where all that stood under the key may be commented out.
    if (hook == null || "".equals(hook)) {
      return;
    }
    if (hook instanceof String sql) {
      hooks.add(new Hook(sql, true, place));
    } else if (hook instanceof Map<?, ?> map
        && map.get("sql") instanceof String sql
        && (!map.containsKey("transaction") || map.get("transaction") instanceof Boolean)) {
      hooks.add(new Hook(sql, !Boolean.FALSE.equals(map.get("transaction")), place));
    } else {
      throw new ProjectException(
          Problem.of("A \"%s\" must be SQL text, or a mapping with \"sql\"".formatted(key))
              .at(place)
              .found("Found %s.".formatted(ConfigTypes.described(hook)))
              .next("Write {sql: \"…\", transaction: false}, or the SQL alone."));
    }
  }

  private static Object fromJson(String written) {
    // What a macro gives has line breaks around it.
    String text = written.strip();
    // "{{" begins a template; only a mapping's single brace can begin JSON.
    if (!text.startsWith("{") || text.startsWith("{{") || text.startsWith("{%")) {
      return written;
    }
    YamlNode value = YamlReader.read(SourceText.of("hook", text), new Problems());
    return value instanceof YamlMapping mapping && mapping.has("sql") ? mapping.value() : written;
  }
}
