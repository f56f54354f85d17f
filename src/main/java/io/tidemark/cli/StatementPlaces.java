package io.tidemark.cli;

import io.tidemark.graph.Manifest;
import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.graph.SourceNode;
import io.tidemark.graph.compile.CompiledModel;
import io.tidemark.project.config.ConfigValue;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Place;
import io.tidemark.project.properties.SourceLoad;
import io.tidemark.template.LineMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the line that a user wrote behind a position in a statement that was made of it.
 *
 * @param manifest the nodes
 */
record StatementPlaces(Manifest manifest) {

  /**
   * The line of the node's own file, of an ephemeral model's that it reads, or of what configures
   * it.
   *
   * @param compiled what the node was compiled to; null if it was not
   * @param position in the statement, in characters of the server's count, from 1
   * @return null where the position is in text that is not the user's
   */
  @Nullable Place locate(
      Node node, @Nullable CompiledModel compiled, String statement, int position) {
    if (node.detail() instanceof NodeDetail.GenericTest test) {
      // Its macro's lines are those of somebody else's file; what is wrong is where it is used.
      return test.place();
    }
    if (node.detail() instanceof NodeDetail.Loaded loaded) {
      return condition(loaded.source(), statement, position);
    }
    if (compiled == null) {
      return null;
    }
    int offset = offset(statement, position);
    for (Map.Entry<Node, String> ephemeral : compiled.ephemerals().entrySet()) {
      // In the text the expression stands between these; a shorter one could be part of another.
      int start = statement.indexOf(" as (\n" + ephemeral.getValue() + "\n)");
      int within = offset - (start + " as (\n".length());
      if (start >= 0 && within >= 0 && within <= ephemeral.getValue().length()) {
        return new LineMap(ephemeral.getKey().file().source(), ephemeral.getValue()).place(within);
      }
    }
    int start = statement.indexOf(compiled.sql());
    int end = start + compiled.sql().length();
    if (start < 0 || offset < start || (offset > end && !onlyCloses(statement, end, offset))) {
      return null;
    }
    int within = Math.min(offset, end) - start;
    return new LineMap(template(node).source(), compiled.sql()).place(within);
  }

  /** Of what a load sends to its source the user has written the condition alone. */
  private static @Nullable Place condition(SourceNode source, String statement, int position) {
    SourceLoad load = source.table().load();
    String condition = load == null ? null : load.where();
    ConfigValue written = load == null ? null : load.written().get("where");
    int start = condition == null ? -1 : statement.indexOf(condition);
    if (condition == null || written == null || start < 0) {
      return null;
    }
    int at = offset(statement, position);
    return at >= start && at <= start + condition.length() ? written.place() : null;
  }

  /** The server counts characters, and "at end of input" is one behind the last. */
  private static int offset(String statement, int position) {
    int characters = statement.codePointCount(0, statement.length());
    return statement.offsetByCodePoints(0, Math.min(Math.max(0, position - 1), characters));
  }

  /** The file whose template a node's SQL came from: of a unit test, its model's. */
  private SourceFile template(Node node) {
    return node.detail() instanceof NodeDetail.Unit unit
        ? manifest.node(unit.test().model()).orElse(node).file()
        : node.file();
  }

  /** What the model leaves open is only found missing where the statement around it closes. */
  private static boolean onlyCloses(String statement, int from, int to) {
    return statement.substring(from, to).chars().allMatch(c -> c == ')' || c <= ' ');
  }
}
