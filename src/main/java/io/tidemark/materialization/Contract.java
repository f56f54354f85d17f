package io.tidemark.materialization;

import io.tidemark.graph.Node;
import io.tidemark.project.config.ConfigValue;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.properties.ColumnProperties;
import io.tidemark.project.properties.NodeProperties;
import io.tidemark.project.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code contract: {enforced: true}}: what a model has to say where its columns are promised. As in
 * dbt, a model without columns, or with one that has no type, fails when it is made, so that the
 * project's other models can be; what is made without its columns' types (an ephemeral model, a
 * materialized view) never asks for them.
 */
record Contract(Node node) {

  private static final List<String> TYPES =
      List.of("check", "not_null", "unique", "primary_key", "foreign_key", "custom");
  private static final List<String> ON_SCHEMA_CHANGE = List.of("append_new_columns", "fail");

  boolean enforced() {
    return Boolean.TRUE.equals(node.config().mapping("contract").get("enforced"));
  }

  /** What is wrong with a contract, each to be looked at by itself. */
  List<Runnable> checks() {
    if (!enforced()) {
      return List.of();
    }
    List<Runnable> checks = new ArrayList<>();
    checks.add(this::describesColumns);
    checks.add(this::isSql);
    checks.add(this::followsSchemaChanges);
    NodeProperties properties = node.properties();
    if (properties != null) {
      properties.constraints().forEach(one -> checks.add(() -> hasType(one, true)));
      for (ColumnProperties column : properties.columns()) {
        column.constraints().forEach(one -> checks.add(() -> hasType(one, false)));
      }
    }
    return checks;
  }

  /** An entry that promises columns and lists none is a slip of the file that it stands in. */
  private void describesColumns() {
    NodeProperties properties = node.properties();
    if (properties != null && properties.columns().isEmpty()) {
      throw wrong(
          "Constraints must be defined in a `yml` schema configuration file: the contract of "
              + node.name()
              + " is enforced, but its entry lists no columns",
          place(),
          "List every column under \"columns:\" with its data_type.");
    }
  }

  private void isSql() {
    if (node.file().isPython() && node.properties() != null) {
      throw wrong(
          "Language Error: Expected 'sql' but found 'python': a contract can't be enforced on the"
              + " Python model "
              + node.name(),
          place(),
          "Drop the contract, or write the model in SQL.");
    }
  }

  private void followsSchemaChanges() {
    String chosen = node.config().string("on_schema_change", "ignore");
    if (node.config().materialized().equals("incremental") && !ON_SCHEMA_CHANGE.contains(chosen)) {
      ConfigValue written = node.config().value("on_schema_change");
      throw wrong(
          "Invalid value for on_schema_change: "
              + chosen
              + ". An incremental model whose contract is enforced must set it to"
              + " append_new_columns or fail",
          written == null ? place() : written.place(),
          "Set on_schema_change: append_new_columns.");
    }
  }

  private static void hasType(YamlNode constraint, boolean ofModel) {
    Object type = constraint.value() instanceof Map<?, ?> map ? map.get("type") : null;
    if (!(type instanceof String name) || !TYPES.contains(name)) {
      throw wrong(
          "A constraint has "
              + (type == null ? "no type" : "the type \"" + type + "\"")
              + "; there are "
              + String.join(", ", TYPES),
          constraint.place(),
          "Write for example: {type: "
              + (ofModel ? "primary_key, columns: [order_id]" : "not_null")
              + "}");
    }
  }

  private @Nullable Place place() {
    ConfigValue written = node.config().value("contract");
    return written == null ? null : written.place();
  }

  private static ProjectException wrong(String what, @Nullable Place place, String next) {
    return new ProjectException(Problem.of(what).at(place).next(next));
  }
}
