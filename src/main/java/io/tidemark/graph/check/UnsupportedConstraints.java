package io.tidemark.graph.check;

import io.tidemark.graph.Manifest;
import io.tidemark.graph.Node;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.WarningKind;
import io.tidemark.project.properties.NodeProperties;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Constraints of models with a contract that become no table, and so can't be held; dbt warns of
 * them once a model, unless each says {@code warn_unsupported: false}.
 */
public final class UnsupportedConstraints {

  private static final Set<String> HELD = Set.of("table", "incremental");

  private UnsupportedConstraints() {}

  /** What is to be warned of in a project. */
  public static List<Problem> of(Manifest manifest) {
    List<Problem> found = new ArrayList<>();
    for (Node model : manifest.models().values()) {
      boolean enforced = Boolean.TRUE.equals(model.config().mapping("contract").get("enforced"));
      if (enforced && !HELD.contains(model.config().materialized())) {
        first(model).ifPresent(constraint -> found.add(warning(model, constraint)));
      }
    }
    return found;
  }

  private static Optional<YamlNode> first(Node model) {
    NodeProperties properties = model.properties();
    if (properties == null) {
      return Optional.empty();
    }
    List<YamlNode> all = new ArrayList<>();
    properties.columns().forEach(column -> all.addAll(column.constraints()));
    all.addAll(properties.constraints());
    return all.stream().filter(UnsupportedConstraints::isToBeTold).findFirst();
  }

  private static boolean isToBeTold(YamlNode constraint) {
    YamlNode told =
        constraint instanceof YamlMapping mapping ? mapping.get("warn_unsupported") : null;
    return told == null || !Boolean.FALSE.equals(told.value());
  }

  private static Problem warning(Node model, YamlNode constraint) {
    return Problem.of(
            "Constraint types are not supported for %s materializations and will be ignored"
                .formatted(model.config().materialized()))
        .at(constraint.place())
        .found("They stand at the model " + model.name() + ".")
        .next(
            "Make it a table, or set 'warn_unsupported: false' on each constraint to ignore this"
                + " warning.")
        .named(WarningKind.UNSUPPORTED_CONSTRAINT_MATERIALIZATION);
  }
}
