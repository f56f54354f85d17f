package io.tidemark.graph.semantic;

import io.tidemark.graph.Declaration;
import io.tidemark.graph.Node;
import io.tidemark.graph.ResourceType;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.WarningKind;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What dbt asks of a project with semantic models: time spines that are described, one of them of
 * days or finer. The source is dbt-core 1.11, {@code dbt/contracts/graph/semantic_manifest.py}.
 */
public final class SemanticRules {

  private final Collection<Node> nodes;
  private final Collection<Declaration> declarations;

  /** For all that a project and its packages have. */
  public SemanticRules(Collection<Node> nodes, Collection<Declaration> declarations) {
    this.nodes = nodes;
    this.declarations = declarations;
  }

  /**
   * Checks them.
   *
   * @param problems is given errors, and warnings of what dbt will give up
   */
  public void check(Problems problems) {
    List<TimeSpine> spines =
        nodes.stream()
            .filter(node -> node.type() == ResourceType.MODEL)
            .flatMap(node -> TimeSpine.read(node, problems).stream())
            .toList();
    List<Declaration> models = of(ResourceType.SEMANTIC_MODEL);
    checkElements(spines, models, problems);
    if (models.isEmpty() || problems.hasErrors()) {
      return;
    }
    boolean byName =
        nodes.stream().anyMatch(node -> node.referable() && node.name().equals(TimeSpine.BY_NAME));
    if (!byName && spines.stream().noneMatch(TimeSpine::reachesDays)) {
      problems.add(
          Problem.of(
                  "The semantic layer requires a time spine model with granularity DAY or smaller"
                      + " in the project, but none was found")
              .at(models.get(0).place())
              .next(
                  "Write a model of days and describe it: time_spine: {standard_granularity_column:"
                      + " date_day}, and \"granularity: day\" at its column."));
    }
    List<Declaration> metrics = of(ResourceType.METRIC);
    if (!metrics.isEmpty()) {
      warnOfName(spines, byName, models.get(0), problems);
      metrics.forEach(metric -> warnOfWindow(metric, problems));
    }
  }

  /** The words at once; all else only where there are both, as in dbt. */
  private void checkElements(List<TimeSpine> spines, List<Declaration> models, Problems problems) {
    SavedQueryRules queries = new SavedQueryRules(problems);
    SemanticModelRules rules = new SemanticModelRules(problems);
    models.forEach(rules::checkWords);
    of(ResourceType.SAVED_QUERY).forEach(queries::checkExports);
    List<Declaration> metrics = of(ResourceType.METRIC);
    if (models.isEmpty() || metrics.isEmpty() || problems.hasErrors()) {
      return;
    }
    Set<String> custom =
        spines.stream().flatMap(one -> one.custom().keySet().stream()).collect(Collectors.toSet());
    FilterRules filters = new FilterRules(problems, custom);
    models.forEach(rules::check);
    SemanticMetricRules ofMetrics = new SemanticMetricRules(problems, filters, custom, models);
    metrics.forEach(ofMetrics::check);
    Set<String> names = metrics.stream().map(Declaration::name).collect(Collectors.toSet());
    of(ResourceType.SAVED_QUERY).forEach(query -> queries.check(query, filters, models, names));
  }

  private static void warnOfName(
      List<TimeSpine> spines, boolean byName, Declaration asking, Problems problems) {
    boolean described =
        spines.stream()
            .anyMatch(
                one ->
                    one.granularity().equals("day")
                        || one.model().name().equals(TimeSpine.BY_NAME));
    if (byName && !described) {
      problems.warn(
          Problem.of(
                  "Time spines without YAML configuration are in the process of deprecation. Please"
                      + " add YAML configuration for your 'metricflow_time_spine' model")
              .at(asking.place())
              .next("Describe it: time_spine: {standard_granularity_column: date_day}.")
              .named(WarningKind.TIME_SPINE_WITHOUT_YAML));
    }
  }

  private static void warnOfWindow(Declaration metric, Problems problems) {
    if (!(metric.mapping().get("type_params") instanceof YamlMapping params)) {
      return;
    }
    for (String key : List.of("window", "grain_to_date")) {
      YamlNode written = params.get(key);
      if (written != null && written.value() != null) {
        problems.warn(
            Problem.of(
                    "Cumulative fields `type_params.window` and `type_params.grain_to_date` have"
                        + " been moved and will soon be deprecated")
                .at(written.place())
                .next("Nest it under type_params.cumulative_type_params." + key + ".")
                .named(WarningKind.CUMULATIVE_TYPE_PARAMS));
        return;
      }
    }
  }

  private List<Declaration> of(ResourceType type) {
    return declarations.stream().filter(one -> one.type() == type).toList();
  }
}
