package io.tidemark.graph.semantic;

import io.tidemark.graph.Node;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.properties.ColumnProperties;
import io.tidemark.project.properties.NodeProperties;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model whose rows are points in time, for MetricFlow.
 *
 * @param model the model
 * @param column the column that holds them
 * @param granularity how far they are apart: {@code day}
 * @param custom columns with periods of the user's own, by their names
 */
public record TimeSpine(
    Node model, String column, String granularity, Map<String, @Nullable String> custom) {

  /** The name by which a model is a time spine of days without saying so. */
  public static final String BY_NAME = "metricflow_time_spine";

  /** From the finest on. */
  private static final List<String> GRANULARITIES =
      List.of(
          "nanosecond",
          "microsecond",
          "millisecond",
          "second",
          "minute",
          "hour",
          "day",
          "week",
          "month",
          "quarter",
          "year");

  private static final String KEY = "time_spine";

  /** Whether a word is a granularity of MetricFlow's own. */
  static boolean isGranularity(String word) {
    return GRANULARITIES.contains(word);
  }

  /** All of them. */
  static Set<String> granularities() {
    return Set.copyOf(GRANULARITIES);
  }

  /** The time spine that a model says it is; empty where it says nothing, or something wrong. */
  public static Optional<TimeSpine> of(Node model) {
    return read(model, new Problems());
  }

  /**
   * Reads what a model says.
   *
   * @param problems is given what is wrong, in dbt's words
   */
  static Optional<TimeSpine> read(Node model, Problems problems) {
    NodeProperties properties = model.properties();
    if (properties == null || !(properties.mapping().get(KEY) instanceof YamlMapping written)) {
      return Optional.empty();
    }
    Map<String, ColumnProperties> columns = new LinkedHashMap<>();
    properties.columns().forEach(column -> columns.put(column.name(), column));
    String name = text(written.get("standard_granularity_column"));
    ColumnProperties column = columns.get(name);
    if (column == null) {
      problems.add(
          Problem.of(
                  "Time spine standard granularity column must be defined on the model. Got invalid"
                      + " column name '%s' for model '%s'".formatted(name, model.name()))
              .at(written.placeOf("standard_granularity_column"))
              .found("Columns: " + String.join(", ", columns.keySet()) + ".")
              .next("Describe the column under \"columns:\", with its granularity."));
      return Optional.empty();
    }
    String granularity = text(column.mapping().get("granularity")).toLowerCase(Locale.ROOT);
    if (!GRANULARITIES.contains(granularity)) {
      problems.add(
          Problem.of(
                  "Time spine standard granularity column must have a granularity defined. Please"
                      + " add one for column '%s' in model '%s'".formatted(name, model.name()))
              .at(written.placeOf("standard_granularity_column"))
              .found(granularity.isEmpty() ? null : "Found \"" + granularity + "\".")
              .next("Allowed: " + String.join(", ", GRANULARITIES) + "."));
      return Optional.empty();
    }
    Map<String, @Nullable String> custom = custom(written);
    List<String> missing = new ArrayList<>();
    custom.forEach(
        (own, in) -> {
          if (!columns.containsKey(in == null ? own : in)) {
            missing.add(in == null ? own : in);
          }
        });
    if (!missing.isEmpty()) {
      problems.add(
          Problem.of("Time spine custom granularity columns do not exist in the model")
              .at(written.placeOf("custom_granularities"))
              .found("Columns not found: " + String.join(", ", missing) + ".")
              .next("Describe them under \"columns:\"."));
      return Optional.empty();
    }
    return Optional.of(new TimeSpine(model, name, granularity, custom));
  }

  private static Map<String, @Nullable String> custom(YamlMapping written) {
    Map<String, @Nullable String> custom = new LinkedHashMap<>();
    if (written.get("custom_granularities") instanceof YamlSequence list) {
      for (YamlNode item : list.items()) {
        if (item instanceof YamlMapping one) {
          String column = text(one.get("column_name"));
          custom.put(text(one.get("name")), column.isEmpty() ? null : column);
        }
      }
    }
    return custom;
  }

  /** Whether it knows days, or what is finer. */
  boolean reachesDays() {
    return GRANULARITIES.indexOf(granularity) <= GRANULARITIES.indexOf("day");
  }

  private static String text(@Nullable YamlNode node) {
    return node == null || node.value() == null ? "" : String.valueOf(node.value());
  }
}
