package io.tidemark.graph.read;

import io.tidemark.graph.Node;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.properties.ColumnProperties;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.template.RefCall;
import io.tidemark.template.SourceCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What generic tests were written for: a model, a version of one, a seed, a snapshot or a table of
 * a source.
 *
 * @param name what the tests are named after
 * @param ref the call that reads it; null for a source
 * @param source the call that reads it; null for a node
 * @param attached its node, enabled or not; null for a source, and where there is none
 * @param fileKeyName its kind and name, {@code models.orders}
 * @param file the properties file
 * @param tags what all its tests are tagged with
 * @param tests its tests, those of its columns first, as in dbt
 */
record TestTarget(
    String name,
    @Nullable RefCall ref,
    @Nullable SourceCall source,
    @Nullable Node attached,
    String fileKeyName,
    SourceFile file,
    List<String> tags,
    List<Written> tests) {

  /**
   * A test as it is written.
   *
   * @param column whose test it is; null for the whole node's
   */
  record Written(YamlNode entry, @Nullable ColumnProperties column, boolean quoted) {}

  /** The tests of columns and of the node itself. */
  static List<Written> written(
      List<ColumnProperties> columns, List<YamlNode> ofAll, boolean quoteColumns) {
    List<Written> tests = new ArrayList<>();
    for (ColumnProperties column : columns) {
      boolean quoted = column.quote() == null ? quoteColumns : column.quote();
      column.tests().forEach(test -> tests.add(new Written(test, column, quoted)));
    }
    ofAll.forEach(test -> tests.add(new Written(test, null, false)));
    return List.copyOf(tests);
  }

  /** The call as it stands in a template. */
  String call() {
    if (source != null) {
      return "source('" + source.source() + "', '" + source.table() + "')";
    }
    RefCall node = Objects.requireNonNull(ref);
    return node.version() == null
        ? "ref('" + node.name() + "')"
        : "ref('" + node.name() + "', version='" + node.version() + "')";
  }
}
