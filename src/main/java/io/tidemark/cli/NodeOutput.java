package io.tidemark.cli;

import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.report.console.LogEvent;
import io.tidemark.report.console.LogLevel;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * dbt's events of a node whose rows or SQL a command prints: {@code ShowNode} and {@code
 * CompiledNode}. Programs read them with {@code --log-format json}.
 *
 * @param node the node; null: the query of the command line
 * @param project the project's name
 * @param json true if JSON was asked for
 * @param quiet true if nothing but the output was asked for
 */
record NodeOutput(@Nullable Node node, String project, boolean json, boolean quiet) {

  private static final String INLINE = "inline_query";

  /** The name that the heading shows, with the version of a model; null for a query. */
  @Nullable String name() {
    return node != null
            && node.detail() instanceof NodeDetail.Model model
            && model.version() != null
        ? node.name() + ".v" + model.version()
        : node == null ? null : node.name();
  }

  /**
   * Rows.
   *
   * @param heading what stands before a table
   * @param preview the rows as text, or as a JSON array
   * @param text what is printed
   */
  LogEvent shown(String heading, String preview, String text) {
    return event("ShowNode", "Q041", heading, text, "preview", preview, name());
  }

  /**
   * SQL.
   *
   * @param heading what stands before the SQL
   * @param text what is printed
   */
  LogEvent compiled(String heading, String sql, String text) {
    return event(
        "CompiledNode", "Q042", heading, text, "compiled", sql, node == null ? null : node.name());
  }

  private LogEvent event(
      String event,
      String code,
      String heading,
      String text,
      String key,
      String value,
      @Nullable String name) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put(key, value);
    data.put("is_inline", node == null);
    data.put("node_name", name == null ? INLINE : name);
    data.put("output_format", json ? "json" : "text");
    data.put("quiet", quiet);
    data.put(
        "unique_id", node == null ? "sql_operation." + project + "." + INLINE : node.uniqueId());
    String message = json || quiet ? text : heading + "\n" + text;
    return LogEvent.of(event, code, LogLevel.INFO, message).with(data);
  }
}
