package io.tidemark.cli;

import io.tidemark.graph.Microbatch;
import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.UnitTestInput;
import io.tidemark.project.file.FileKind;
import org.jspecify.annotations.Nullable;

/** Where dbt puts the SQL of nodes, below the target path. */
final class CompiledPaths {

  private CompiledPaths() {}

  /**
   * Where a node's compiled SQL is. What stands in a properties file with others has a file of its
   * own, in a folder of that file's name.
   */
  static String of(Node node) {
    String path = node.originalPath();
    if (node.type() == ResourceType.OPERATION) {
      return below(node, path) + node.path();
    }
    if (node.file().kind() == FileKind.PROPERTIES) {
      // A test's whole name may be longer than a file's may be.
      String name =
          node.detail() instanceof NodeDetail.GenericTest test ? test.shortName() : node.name();
      return below(node, path) + inside(node, path) + name + ".sql";
    }
    String sql = node.file().isMustache() ? path.substring(0, path.lastIndexOf('.')) : path;
    return "compiled/" + node.packageName() + "/" + sql;
  }

  /** As {@link #of}; null for what dbt writes no file of: snapshots, and what gives no text. */
  static @Nullable String written(Node node, String sql) {
    return node.type() == ResourceType.SNAPSHOT || sql.isEmpty() ? null : of(node);
  }

  /** Where a batch's compiled SQL is: in a folder of the model's name. */
  static String of(Node node, Microbatch batch) {
    String whole = of(node);
    String folder = whole.substring(0, whole.lastIndexOf('.'));
    String name = folder.substring(folder.lastIndexOf('/') + 1);
    return folder + "/" + name + "_" + batch.name() + whole.substring(whole.lastIndexOf('.'));
  }

  /** Where the rows are that stand for what a unit test's model reads: beside the test's own. */
  static String fixture(Node test, UnitTestInput input) {
    String owner = input.uniqueId().split("\\.", 3)[1];
    return "compiled/" + owner + "/" + test.originalPath() + "/" + input.name() + ".sql";
  }

  /** Where that is which was executed, by the path of what was compiled. */
  static String executed(String compiled) {
    return "run" + compiled.substring(compiled.indexOf('/'));
  }

  private static String below(Node node, String path) {
    return "compiled/" + node.packageName() + "/" + path + "/";
  }

  /** What dbt thinks the path of a unit test or a snapshot is, which it puts below its file's. */
  private static String inside(Node node, String path) {
    if (node.detail() instanceof NodeDetail.Unit) {
      return path.substring(0, path.lastIndexOf('/') + 1);
    }
    return node.type() == ResourceType.SNAPSHOT ? node.file().relativePath() + "/" : "";
  }
}
