package io.tidemark.cli;

import io.tidemark.graph.Node;
import io.tidemark.load.HighWaterMarks;
import io.tidemark.materialization.Compilation;
import io.tidemark.project.problem.Place;
import io.tidemark.report.failure.SqlPlace;
import io.tidemark.template.LineMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Compiles nodes, writes what came out beside the artifacts, and remembers it, so that a position
 * in a statement that the server refused can be told as a line of the model's file. Thread-safe.
 */
final class CompiledSql {

  private final LoadedProject project;
  private final OutputFiles files;
  private final Map<Node, String> last = new ConcurrentHashMap<>();

  CompiledSql(LoadedProject project, OutputFiles files) {
    this.project = project;
    this.files = files;
  }

  /** A node's template, ready to be rendered. */
  Compilation of(Node node) {
    return new Compilation() {
      @Override
      public String sql(boolean incremental, HighWaterMarks marks) {
        return keep(
            node,
            project
                .compiler()
                .compile(
                    node, incremental, column -> marks.greatest(node.relation(), column).sql()));
      }

      @Override
      public String hook(String template) {
        return project.compiler().compileHook(node, template);
      }
    };
  }

  /** Compiles a node as it is built from nothing. */
  String compile(Node node) {
    return keep(node, project.compiler().compile(node, false, column -> "null"));
  }

  /** Finds the line of the node's file behind a statement. */
  SqlPlace places(Node node) {
    return (statement, position) -> locate(node, statement, position);
  }

  private String keep(Node node, String sql) {
    last.put(node, sql);
    files.write(path(node), sql);
    return sql;
  }

  /** Where a node's compiled SQL is, below the target path: where dbt puts it. */
  static String path(Node node) {
    String path = node.originalPath();
    String sql = node.file().isMustache() ? path.substring(0, path.lastIndexOf('.')) : path;
    return "compiled/" + node.packageName() + "/" + sql;
  }

  /** What has been compiled so far. */
  Map<Node, String> all() {
    return Map.copyOf(last);
  }

  private @Nullable Place locate(Node node, String statement, int position) {
    String sql = last.get(node);
    int start = sql == null ? -1 : statement.indexOf(sql);
    if (sql == null || start < 0 || position > statement.codePointCount(0, statement.length())) {
      return null;
    }
    int offset = statement.offsetByCodePoints(0, Math.max(0, position - 1));
    if (offset < start || offset > start + sql.length()) {
      return null;
    }
    return new LineMap(node.file().source(), sql).place(offset - start);
  }
}
