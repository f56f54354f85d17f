package io.tidemark.graph.read;

import io.tidemark.graph.ResourceType;
import io.tidemark.graph.SourceNode;
import io.tidemark.postgres.NameQuoting;
import io.tidemark.postgres.Relation;
import io.tidemark.project.Project;
import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.config.ConfigOrigin;
import io.tidemark.project.config.ConfigValue;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.properties.SourceConnection;
import io.tidemark.project.properties.SourceDefinition;
import io.tidemark.project.properties.SourceLoad;
import io.tidemark.project.properties.SourceTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes nodes of the tables of a package's sources. */
final class SourceReader {

  private static final String SECTION = "sources";

  private final Project project;
  private final Project owner;
  private final String database;

  /**
   * A reader.
   *
   * @param project the project that is run
   * @param owner the package whose sources are read
   * @param database the target's database
   */
  SourceReader(Project project, Project owner, String database) {
    this.project = project;
    this.owner = owner;
    this.database = database;
  }

  /** The tables, enabled or not. */
  List<SourceNode> read(Problems problems) {
    List<SourceNode> nodes = new ArrayList<>();
    for (SourceDefinition source : owner.properties().sources()) {
      int before = nodes.size();
      for (SourceTable table : source.tables()) {
        nodes.add(node(source, table));
      }
      nodes.stream()
          .skip(before)
          .filter(node -> node.config().enabled() && !node.loaded())
          .findFirst()
          .ifPresent(node -> warnOfOtherDatabase(node, problems));
    }
    return nodes;
  }

  private SourceNode node(SourceDefinition source, SourceTable table) {
    String packageName = owner.name();
    List<String> fqn = new ArrayList<>();
    fqn.add(packageName);
    fqn.addAll(source.file().folders());
    fqn.add(source.name());
    fqn.add(table.name());
    List<ConfigLayer> layers = new ArrayList<>(owner.layersFor(SECTION, fqn));
    layers.add(withSortedTags(table.config()));
    layers.add(load(source, table));
    layers.addAll(project.overridesFor(owner, SECTION, fqn));
    NodeConfig config = NodeConfig.merge(layers);
    config.check(ResourceType.SOURCE.dbtName());
    return new SourceNode(
        "source." + packageName + "." + source.name() + "." + table.name(),
        packageName,
        fqn,
        config,
        source,
        table,
        relation(source, table),
        project.file().quoting().overriddenBy(table.quoting()).resolved());
  }

  /** As in dbt the tags of the source and of the table stand in the order of the alphabet. */
  private static ConfigLayer withSortedTags(ConfigLayer layer) {
    ConfigValue tags = layer.values().get("tags");
    if (tags == null) {
      return layer;
    }
    Map<String, ConfigValue> values = new LinkedHashMap<>(layer.values());
    List<String> sorted = NodeConfig.merge(List.of(layer)).tags().stream().sorted().toList();
    values.put("tags", new ConfigValue(sorted, tags.place()));
    return new ConfigLayer(layer.origin(), values);
  }

  /** Where its readers find it: a table that is loaded is its copy in the target. */
  private Relation relation(SourceDefinition source, SourceTable table) {
    // As in dbt the quoting of dbt_project.yml is not about sources.
    NameQuoting quoting = table.quoting().resolved();
    SourceLoad load = table.load();
    if (load != null) {
      return Relation.of(database, load.into(), table.identifier(), quoting);
    }
    String where = source.database();
    return Relation.of(
        where == null ? database : where, source.schema(), table.identifier(), quoting);
  }

  /** How it is loaded is a part of its configuration, for selectors and for whoever compares it. */
  private static ConfigLayer load(SourceDefinition source, SourceTable table) {
    SourceConnection connection = source.connection();
    SourceLoad load = table.load();
    if (connection == null || load == null) {
      return ConfigLayer.empty(ConfigOrigin.PROPERTIES);
    }
    Map<String, @Nullable Object> written = new LinkedHashMap<>();
    load.written().forEach((key, value) -> written.put(key, value.value()));
    Map<String, ConfigValue> values = new LinkedHashMap<>();
    values.put("connection", new ConfigValue(connection.name(), connection.place()));
    values.put("load", new ConfigValue(written, table.place()));
    return new ConfigLayer(ConfigOrigin.PROPERTIES, values);
  }

  /** PostgreSQL can't read across databases; it says so when a model that reads it runs. */
  private void warnOfOtherDatabase(SourceNode node, Problems problems) {
    if (node.relation().database().equals(database)) {
      return;
    }
    problems.warn(
        Problem.of(
                "The source "
                    + node.source().name()
                    + " is in another database than the target, and PostgreSQL can't read across")
            .at(node.source().mapping().placeOf("database"))
            .found(
                "The source says \""
                    + node.relation().database()
                    + "\", the target is \""
                    + database
                    + "\".")
            .next("Remove \"database:\", or make it the target's dbname."));
  }
}
