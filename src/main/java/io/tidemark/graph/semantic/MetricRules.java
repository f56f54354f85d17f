package io.tidemark.graph.semantic;

import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What dbt asks of a metric while it reads a project. */
public final class MetricRules {

  private static final Set<String> TYPES =
      Set.of("simple", "ratio", "cumulative", "derived", "conversion");

  private MetricRules() {}

  /**
   * Looks at what a metric is made of.
   *
   * @throws ProjectException if its type is none, or something is missing that this type has
   */
  public static void checkMetric(YamlMapping metric, String name) {
    YamlNode type = metric.get("type");
    String kind = type == null ? "" : String.valueOf(type.value()).toLowerCase(Locale.ROOT);
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
}
