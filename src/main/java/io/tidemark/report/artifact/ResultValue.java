package io.tidemark.report.artifact;

import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasText;
import io.tidemark.jinja.value.Missing;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of the {@code results} that hooks at the end of a run see: what dbt calls a {@code
 * RunResult}.
 *
 * @param entry how it ended, as {@code run_results.json} has it
 * @param node what ended, as the manifest has it
 */
record ResultValue(Map<String, @Nullable Object> entry, Map<String, @Nullable Object> node)
    implements HasAttributes, HasText {

  private static final List<String> FIELDS =
      List.of(
          "status",
          "timing",
          "thread_id",
          "execution_time",
          "adapter_response",
          "message",
          "failures",
          "batch_results");

  @Override
  public @Nullable Object attribute(String name) {
    return switch (name) {
      case "node" -> node;
      case "timing" -> timing();
      case "skipped" -> "skipped".equals(entry.get("status"));
      case "to_dict" -> (Callable) arguments -> dictionary();
      default -> FIELDS.contains(name) ? entry.get(name) : Missing.MISSING;
    };
  }

  @Override
  public Collection<String> attributeNames() {
    List<String> names = new ArrayList<>(FIELDS);
    names.addAll(List.of("node", "skipped", "to_dict"));
    return names;
  }

  @Override
  public String text() {
    return "RunResult(status=" + entry.get("status") + ", node=" + node.get("unique_id") + ")";
  }

  /** In a template times are times; in what is written they are texts. */
  private List<Map<String, @Nullable Object>> timing() {
    List<Map<String, @Nullable Object>> phases = new ArrayList<>();
    if (entry.get("timing") instanceof List<?> written) {
      for (Object one : written) {
        Map<String, @Nullable Object> phase = new LinkedHashMap<>();
        Map<String, @Nullable Object> texts = new LinkedHashMap<>();
        ((Map<?, ?>) one)
            .forEach(
                (key, value) -> {
                  phase.put(String.valueOf(key), time(value));
                  texts.put(String.valueOf(key), value);
                });
        phases.add(DbtObject.of(phase, texts));
      }
    }
    return phases;
  }

  private static @Nullable Object time(@Nullable Object value) {
    return value instanceof String text && text.endsWith("Z")
        ? LocalDateTime.parse(text, DateTimeFormatter.ISO_DATE_TIME)
        : value;
  }

  private Map<String, @Nullable Object> dictionary() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    FIELDS.forEach(field -> values.put(field, entry.get(field)));
    values.put("node", node);
    return values;
  }
}
