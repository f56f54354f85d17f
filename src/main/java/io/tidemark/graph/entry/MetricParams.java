package io.tidemark.graph.entry;

import io.tidemark.graph.Declaration;
import io.tidemark.graph.Manifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code type_params} of a metric, with the measures that it is computed from in the end. */
final class MetricParams {

  private final Manifest manifest;

  MetricParams(Manifest manifest) {
    this.manifest = manifest;
  }

  Map<String, @Nullable Object> of(@Nullable Object written, Declaration metric) {
    Map<?, ?> params = written instanceof Map<?, ?> map ? map : Map.of();
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("measure", measure(params.get("measure")));
    List<Map<String, @Nullable Object>> inputs = new ArrayList<>();
    collect(metric, inputs, new LinkedHashSet<>());
    entry.put("input_measures", inputs);
    entry.put("numerator", input(params.get("numerator")));
    entry.put("denominator", input(params.get("denominator")));
    entry.put("expr", SemanticValues.text(params.get("expr")));
    entry.put("window", SemanticValues.window(params.get("window")));
    entry.put("grain_to_date", SemanticValues.text(params.get("grain_to_date")));
    List<Map<String, @Nullable Object>> metrics = new ArrayList<>();
    for (Object one : SemanticValues.list(params.get("metrics"))) {
      Map<String, @Nullable Object> input = input(one);
      if (input != null) {
        metrics.add(input);
      }
    }
    entry.put("metrics", metrics);
    entry.put("conversion_type_params", conversion(params.get("conversion_type_params")));
    entry.put("cumulative_type_params", cumulative(params, metric));
    entry.put("metric_aggregation_params", null);
    return entry;
  }

  private void collect(
      Declaration metric, List<Map<String, @Nullable Object>> inputs, Set<String> seen) {
    if (!seen.add(metric.uniqueId())
        || !(EntryTexts.value(metric.mapping(), "type_params") instanceof Map<?, ?> params)) {
      return;
    }
    List<@Nullable Object> direct = new ArrayList<>();
    direct.add(params.get("measure"));
    if (params.get("conversion_type_params") instanceof Map<?, ?> conversion) {
      direct.add(conversion.get("base_measure"));
      direct.add(conversion.get("conversion_measure"));
    }
    for (Object one : direct) {
      Map<String, @Nullable Object> measure = measure(one);
      if (measure != null && !inputs.contains(measure)) {
        inputs.add(measure);
      }
    }
    for (String id : metric.dependsOn()) {
      Declaration read = manifest.declarations().get(id);
      if (read != null && id.startsWith("metric.")) {
        collect(read, inputs, seen);
      }
    }
  }

  private static @Nullable Map<String, @Nullable Object> measure(@Nullable Object written) {
    if (written == null) {
      return null;
    }
    Map<?, ?> map = written instanceof Map<?, ?> all ? all : Map.of("name", written);
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("name", SemanticValues.text(map.get("name")));
    entry.put("filter", SemanticValues.filter(map.get("filter")));
    entry.put("alias", map.get("alias"));
    entry.put("join_to_timespine", Boolean.TRUE.equals(map.get("join_to_timespine")));
    entry.put("fill_nulls_with", map.get("fill_nulls_with"));
    return entry;
  }

  private static @Nullable Map<String, @Nullable Object> input(@Nullable Object written) {
    if (written == null) {
      return null;
    }
    Map<?, ?> map = written instanceof Map<?, ?> all ? all : Map.of("name", written);
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("name", SemanticValues.text(map.get("name")));
    entry.put("filter", SemanticValues.filter(map.get("filter")));
    entry.put("alias", map.get("alias"));
    entry.put("offset_window", SemanticValues.window(map.get("offset_window")));
    entry.put("offset_to_grain", SemanticValues.text(map.get("offset_to_grain")));
    return entry;
  }

  private static @Nullable Map<String, @Nullable Object> conversion(@Nullable Object written) {
    if (!(written instanceof Map<?, ?> map)) {
      return null;
    }
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("base_measure", measure(map.get("base_measure")));
    entry.put("conversion_measure", measure(map.get("conversion_measure")));
    entry.put("entity", SemanticValues.text(map.get("entity")));
    Object calculation = map.get("calculation");
    entry.put("calculation", calculation == null ? "conversion_rate" : calculation);
    entry.put("window", SemanticValues.window(map.get("window")));
    entry.put("constant_properties", map.get("constant_properties"));
    return entry;
  }

  private static @Nullable Map<String, @Nullable Object> cumulative(
      Map<?, ?> params, Declaration metric) {
    if (!"cumulative".equals(EntryTexts.text(metric.mapping(), "type"))) {
      return null;
    }
    Map<?, ?> own =
        params.get("cumulative_type_params") instanceof Map<?, ?> written ? written : Map.of();
    Object window = own.get("window") == null ? params.get("window") : own.get("window");
    Object grain =
        own.get("grain_to_date") == null ? params.get("grain_to_date") : own.get("grain_to_date");
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("window", SemanticValues.window(window));
    entry.put("grain_to_date", SemanticValues.text(grain));
    Object aggregate = own.get("period_agg");
    entry.put("period_agg", aggregate == null ? "first" : aggregate);
    entry.put("metric", null);
    return entry;
  }
}
