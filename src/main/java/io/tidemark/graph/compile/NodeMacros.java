package io.tidemark.graph.compile;

import io.tidemark.graph.ColumnValues;
import io.tidemark.graph.Node;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.properties.ColumnProperties;
import io.tidemark.project.properties.NodeProperties;
import io.tidemark.template.Macro;
import io.tidemark.template.TemplateEngine;
import io.tidemark.template.TemplateHost;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Calls macros in the context of a node: dbt's own, or what a project has put in their place. */
public final class NodeMacros {

  private final TemplateEngine engine;
  private final Node node;
  private final TemplateHost host;
  private final Map<String, @Nullable Object> model;

  NodeMacros(
      TemplateEngine engine, Node node, TemplateHost host, Map<String, @Nullable Object> model) {
    this.engine = engine;
    this.node = node;
    this.host = host;
    this.model = new HashMap<>(model);
  }

  /** The same where the node's compiled SQL is known: as {@code sql} and in {@code model}. */
  public NodeMacros compiled(String sql) {
    NodeMacros compiled = new NodeMacros(engine, node, host, model);
    compiled.model.put("compiled_code", sql);
    return compiled;
  }

  /**
   * Calls a macro.
   *
   * @return what it returns, or the text that it writes
   * @throws ProjectException if it fails
   */
  public @Nullable Object call(String name, @Nullable Object... arguments) {
    Map<String, @Nullable Object> names = new HashMap<>();
    names.put("sql", model.get("compiled_code"));
    names.put("database", node.relation().database());
    names.put("schema", node.relation().schema());
    return engine
        .caller()
        .callIn(name, node.packageName(), host, model, names, Arrays.asList(arguments));
  }

  /** The same as text without white space around it. */
  public String text(String name, @Nullable Object... arguments) {
    Object value = call(name, arguments);
    return value == null ? "" : PythonText.str(value).strip();
  }

  /** What templates know as {@code model}, its descriptions rendered. */
  public Map<String, @Nullable Object> model(UnaryOperator<String> descriptions) {
    Map<String, @Nullable Object> described = new HashMap<>(model);
    NodeProperties properties = node.properties();
    if (properties != null) {
      described.put("description", descriptions.apply(properties.description()));
      Map<String, Map<String, @Nullable Object>> columns = ColumnValues.of(properties.columns());
      for (ColumnProperties column : properties.columns()) {
        Map<String, @Nullable Object> told = columns.get(column.name());
        if (told != null) {
          told.put("description", descriptions.apply(column.description()));
        }
      }
      described.put("columns", columns);
    }
    return described;
  }

  /** What a project or a package has written in the place of dbt's own macro, if it has. */
  public Optional<Macro> replacing(String name) {
    return engine.macros().replacing(name, node.packageName());
  }
}
