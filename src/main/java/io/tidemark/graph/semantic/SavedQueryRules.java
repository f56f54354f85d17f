package io.tidemark.graph.semantic;

import io.tidemark.graph.Declaration;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What dbt asks of saved queries (dbt-semantic-interfaces 0.9). */
final class SavedQueryRules {

  private static final Set<String> EXPORTS = Set.of("table", "view");

  private final Problems problems;

  SavedQueryRules(Problems problems) {
    this.problems = problems;
  }

  /** How its exports are made, which is asked of every saved query. */
  void checkExports(Declaration query) {
    for (YamlNode one : SemanticElement.items(query.mapping().get("exports"))) {
      YamlNode config = one instanceof YamlMapping export ? export.get("config") : null;
      String own =
          config instanceof YamlMapping map ? SemanticElement.text(map.get("export_as")) : "";
      String as = own.isEmpty() ? query.config().string("export_as", "") : own;
      if (!EXPORTS.contains(as)) {
        problems.add(
            Problem.of(
                    as.isEmpty()
                        ? "An export of the saved query %s has no \"export_as\""
                            .formatted(query.name())
                        : "\"%s\" is no export_as".formatted(as))
                .at(one.place())
                .next("Write below it: config: {export_as: table} (or view)."));
      }
    }
  }

  /** All else. */
  void check(
      Declaration query, FilterRules filters, List<Declaration> models, Set<String> metrics) {
    if (!(query.mapping().get("query_params") instanceof YamlMapping params)) {
      return;
    }
    filters.check(params.get("where"));
    Set<String> names = new HashSet<>(metrics);
    names.add("metric_time");
    for (Declaration model : models) {
      SemanticElement.of(model, "dimension").forEach(one -> names.add(one.name()));
      SemanticElement.of(model, "entity").forEach(one -> names.add(one.name()));
    }
    for (YamlNode one : SemanticElement.items(params.get("group_by"))) {
      String element = filters.call(SemanticElement.text(one), one.place());
      if (element != null && !names.contains(element)) {
        problems.add(
            Problem.of(
                    "`%s` is no dimension or entity of a semantic model"
                        .formatted(SemanticElement.text(one)))
                .at(one.place()));
      }
    }
    YamlNode limit = params.get("limit");
    if (limit != null && limit.value() instanceof Number number && number.longValue() < 0) {
      problems.add(Problem.of("A limit can't be below 0").at(limit.place()));
    }
  }
}
