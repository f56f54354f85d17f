package io.tidemark.graph;

import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.properties.ColumnProperties;
import io.tidemark.project.properties.NodeProperties;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlScalar;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What dbt asks of metrics and semantic models while it reads a project. */
final class SemanticRules {

  private static final Set<String> TYPES =
      Set.of("simple", "ratio", "cumulative", "derived", "conversion");

  /** A model that is a time spine by its name, as it was before models could say so. */
  private static final String SPINE = "metricflow_time_spine";

  /** The steps of time in which a spine is fine enough. */
  private static final List<String> FINE =
      List.of("nanosecond", "microsecond", "millisecond", "second", "minute", "hour", "day");

  private SemanticRules() {}

  /**
   * Looks at what a metric is made of.
   *
   * @throws ProjectException if its type is none, or something is missing that this type has
   */
  static void checkMetric(YamlMapping metric, String name) {
    YamlNode type = metric.get("type");
    String kind = type == null ? "" : String.valueOf(type.value());
    if (!TYPES.contains(kind)) {
      throw new ProjectException(
          Problem.of("\"" + kind + "\" is no type of metric")
              .at(metric.placeOf("type"))
              .found("Allowed: simple, ratio, cumulative, derived, conversion.")
              .next(NearestName.question(kind, TYPES).orElse(null)));
    }
    List<String> needed =
        switch (kind) {
          case "simple", "cumulative" -> List.of("measure");
          case "ratio" -> List.of("numerator", "denominator");
          case "conversion" -> List.of("conversion_type_params");
          default -> List.of();
        };
    YamlMapping params = metric.get("type_params") instanceof YamlMapping map ? map : null;
    for (String key : needed) {
      if (isMissing(params == null ? null : params.get(key))) {
        throw new ProjectException(
            Problem.of("The %s metric %s has no \"%s\"".formatted(kind, name, key))
                .at(metric.placeOf("type_params"))
                .next("Write it below type_params."));
      }
    }
  }

  private static boolean isMissing(@Nullable YamlNode value) {
    return value == null || value.value() == null;
  }

  /** A project with semantic models needs a model of days, or of something finer. */
  static void checkTimeSpine(
      Collection<Declaration> declarations, Collection<Node> nodes, Problems problems) {
    for (Declaration one : declarations) {
      if (one.type() == ResourceType.SEMANTIC_MODEL) {
        if (nodes.stream().noneMatch(SemanticRules::isSpine)) {
          problems.add(
              Problem.of(
                      "The semantic layer requires a time spine model with granularity DAY or"
                          + " smaller in the project, but none was found")
                  .at(one.place())
                  .next(
                      "Add one (https://docs.getdbt.com/docs/build/metricflow-time-spine), or"
                          + " disable the semantic models."));
        }
        return;
      }
    }
  }

  private static boolean isSpine(Node node) {
    if (!node.referable()) {
      return false;
    }
    if (node.name().equals(SPINE)) {
      return true;
    }
    NodeProperties properties = node.properties();
    return properties != null
        && properties.mapping().get("time_spine") instanceof YamlMapping spine
        && spine.get("standard_granularity_column") instanceof YamlScalar named
        && properties.columns().stream()
            .filter(column -> column.name().equals(String.valueOf(named.value())))
            .anyMatch(SemanticRules::isFine);
  }

  private static boolean isFine(ColumnProperties column) {
    YamlNode granularity = column.mapping().get("granularity");
    return granularity != null && FINE.contains(String.valueOf(granularity.value()));
  }
}
