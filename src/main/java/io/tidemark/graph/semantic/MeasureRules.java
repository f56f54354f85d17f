package io.tidemark.graph.semantic;

import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What dbt asks of the measures of a semantic model (dbt-semantic-interfaces 0.9). */
final class MeasureRules {

  static final Set<String> AGGREGATIONS =
      Set.of(
          "sum",
          "min",
          "max",
          "count_distinct",
          "sum_boolean",
          "average",
          "percentile",
          "median",
          "count");

  private final Problems problems;

  MeasureRules(Problems problems) {
    this.problems = problems;
  }

  /** The words that dbt has to know. */
  void checkWords(SemanticElement measure) {
    String agg = measure.word("agg");
    if (!AGGREGATIONS.contains(agg)) {
      problems.add(
          SemanticModelRules.noWord("aggregation", agg, AGGREGATIONS)
              .at(measure.mapping().placeOf("agg")));
    }
    if (measure.mapping().get("non_additive_dimension") instanceof YamlMapping over) {
      String choice = SemanticElement.text(over.get("window_choice")).toLowerCase(Locale.ROOT);
      if (!AGGREGATIONS.contains(choice)) {
        problems.add(
            SemanticModelRules.noWord("window_choice", choice, Set.of("min", "max"))
                .at(over.placeOf("window_choice")));
      }
    }
  }

  /** All else. */
  void check(
      SemanticElement measure, List<SemanticElement> entities, List<SemanticElement> dimensions) {
    checkExpression(measure);
    checkParameters(measure);
    if (!(measure.mapping().get("non_additive_dimension") instanceof YamlMapping over)) {
      return;
    }
    String name = SemanticElement.text(over.get("name"));
    boolean time =
        dimensions.stream()
            .anyMatch(one -> one.name().equals(name) && one.word("type").equals("time"));
    if (!time) {
      problems.add(
          Problem.of(
                  "The non_additive_dimension of the measure %s is '%s', which is no time dimension"
                      .formatted(measure.name(), name))
              .at(over.placeOf("name")));
    }
    String choice = SemanticElement.text(over.get("window_choice")).toLowerCase(Locale.ROOT);
    if (!Set.of("min", "max").contains(choice)) {
      problems.add(
          Problem.of("A window_choice must be min or max").at(over.placeOf("window_choice")));
    }
    List<String> names = entities.stream().map(SemanticElement::name).toList();
    for (YamlNode grouping : SemanticElement.items(over.get("window_groupings"))) {
      if (!names.contains(SemanticElement.text(grouping))) {
        problems.add(
            Problem.of(
                    "The window_grouping '%s' is no entity of the semantic model"
                        .formatted(SemanticElement.text(grouping)))
                .at(grouping.place())
                .found("It has: " + String.join(", ", names) + "."));
      }
    }
  }

  private void checkExpression(SemanticElement measure) {
    if (!measure.word("agg").equals("count")) {
      return;
    }
    if (!measure.has("expr")) {
      problems.add(
          Problem.of("The measure %s counts, and has no \"expr\"".formatted(measure.name()))
              .at(measure.place())
              .next("Write \"expr: 1\" to count all rows."));
    } else if (measure.word("expr").startsWith("distinct ")) {
      problems.add(
          Problem.of("The measure %s counts a DISTINCT expression".formatted(measure.name()))
              .at(measure.mapping().placeOf("expr"))
              .next("Write \"agg: count_distinct\", and the expression alone."));
    }
  }

  private void checkParameters(SemanticElement measure) {
    String agg = measure.word("agg");
    YamlMapping params =
        measure.mapping().get("agg_params") instanceof YamlMapping map ? map : null;
    Object percentile =
        params == null || params.get("percentile") == null
            ? null
            : SemanticElement.text(params.get("percentile")).isEmpty()
                ? null
                : params.value().get("percentile");
    double value = percentile instanceof Number number ? number.doubleValue() : 0;
    String wrong = null;
    if (agg.equals("percentile")) {
      wrong =
          percentile == null || value <= 0 || value >= 1
              ? "needs agg_params: {percentile: …}, between 0 and 1"
              : null;
    } else if (agg.equals("median")) {
      boolean other = percentile != null && value != 0.5;
      wrong =
          other || isTrue(params, "use_discrete_percentile")
              ? "is a median: its agg_params say another percentile"
              : null;
    } else if (value != 0
        || isTrue(params, "use_discrete_percentile")
        || isTrue(params, "use_approximate_percentile")) {
      wrong = "has agg_params, which only a percentile has";
    }
    if (wrong != null) {
      problems.add(
          Problem.of("The measure %s %s".formatted(measure.name(), wrong))
              .at(params == null ? measure.place() : measure.mapping().placeOf("agg_params")));
    }
  }

  private static boolean isTrue(@Nullable YamlMapping mapping, String key) {
    YamlNode value = mapping == null ? null : mapping.get(key);
    return value != null && Boolean.TRUE.equals(value.value());
  }
}
