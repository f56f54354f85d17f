package io.tidemark.graph.read;

import io.tidemark.graph.Node;
import io.tidemark.graph.SourceNode;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.project.Project;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.properties.NodeProperties;
import io.tidemark.project.properties.SourceDefinition;
import io.tidemark.project.properties.SourceTable;
import io.tidemark.project.yaml.YamlFields;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.template.RefCall;
import io.tidemark.template.SourceCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything in a package's properties files that has generic tests. */
final class TestTargets {

  private static final List<String> KINDS = List.of("models", "seeds", "snapshots");

  /** What a test may be of, by its type's name. */
  private static final List<String> REFERRED = List.of("model", "seed", "snapshot");

  private final Project owner;
  private final PropertiesFiles files;
  private final VersionedModels versions;
  private final Map<String, Node> byId = new HashMap<>();
  private final List<SourceNode> sources;

  /**
   * The targets.
   *
   * @param nodes the package's nodes, enabled or not
   * @param sources the tables of the package's sources
   */
  TestTargets(
      Project owner,
      PropertiesFiles files,
      VersionedModels versions,
      List<Node> nodes,
      List<SourceNode> sources) {
    this.owner = owner;
    this.files = files;
    this.versions = versions;
    this.sources = sources;
    nodes.forEach(node -> byId.putIfAbsent(node.uniqueId(), node));
  }

  List<TestTarget> all() {
    List<TestTarget> targets = new ArrayList<>();
    for (String kind : KINDS) {
      for (NodeProperties properties : owner.properties().nodes(kind).values()) {
        if (kind.equals("models") && !properties.versions().isEmpty()) {
          versions.versionsOf(properties.name()).forEach(one -> targets.add(version(one)));
        } else {
          targets.add(node(kind, properties));
        }
      }
    }
    sources.forEach(source -> targets.add(source(source)));
    return targets;
  }

  private TestTarget node(String kind, NodeProperties properties) {
    String type = kind.substring(0, kind.length() - 1);
    return new TestTarget(
        properties.name(),
        new RefCall(null, properties.name(), null, properties.place()),
        null,
        attached(type, properties.name()),
        kind + "." + properties.name(),
        files.of(properties.place()),
        List.of(),
        TestTarget.written(
            properties.columns(),
            properties.tests(),
            isTrue(properties.mapping().get("quote_columns"))));
  }

  /** As in dbt a seed may be described as a model: its tests are its own none the less. */
  private @Nullable Node attached(String type, String name) {
    Node found = byId.get(type + "." + owner.name() + "." + name);
    Iterator<String> others = REFERRED.iterator();
    while (found == null && others.hasNext()) {
      found = byId.get(others.next() + "." + owner.name() + "." + name);
    }
    return found;
  }

  private TestTarget version(VersionedModels.Version version) {
    NodeProperties properties = version.properties();
    String name = properties.name();
    return new TestTarget(
        name + "_" + version.shown(),
        new RefCall(
            null,
            name,
            PythonText.str(version.version()),
            version.version() instanceof String,
            properties.place()),
        null,
        byId.get("model." + owner.name() + "." + name + "." + version.shown()),
        "models." + name,
        files.of(properties.place()),
        List.of(),
        TestTarget.written(properties.columns(), properties.tests(), false));
  }

  private static TestTarget source(SourceNode node) {
    SourceDefinition source = node.source();
    SourceTable table = node.table();
    boolean quoted =
        isTrue(table.mapping().get("quote_columns"))
            || isTrue(source.mapping().get("quote_columns"))
            || quotesColumns(table.mapping(), source.mapping());
    return new TestTarget(
        source.name() + "_" + table.name(),
        null,
        new SourceCall(source.name(), table.name(), table.place()),
        null,
        "sources." + source.name(),
        source.file(),
        // As in dbt not those of its configuration.
        Stream.concat(tags(source.mapping()), tags(table.mapping())).toList(),
        TestTarget.written(table.columns(), table.tests(), quoted));
  }

  /** What is wrong with them was told where the entry was read. */
  private static Stream<String> tags(YamlMapping entry) {
    return new YamlFields(entry, new Problems()).texts("tags").stream();
  }

  /** {@code quoting: {column: true}} of the table, else of its source. */
  private static boolean quotesColumns(YamlMapping table, YamlMapping source) {
    for (YamlMapping one : List.of(table, source)) {
      if (one.get("quoting") instanceof YamlMapping quoting && quoting.has("column")) {
        return isTrue(quoting.get("column"));
      }
    }
    return false;
  }

  private static boolean isTrue(@Nullable YamlNode node) {
    return node != null && Boolean.TRUE.equals(node.value());
  }
}
