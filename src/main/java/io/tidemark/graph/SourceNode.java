package io.tidemark.graph;

import io.tidemark.postgres.NameQuoting;
import io.tidemark.postgres.Relation;
import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.config.ConfigOrigin;
import io.tidemark.project.config.ConfigValue;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.properties.SourceDefinition;
import io.tidemark.project.properties.SourceLoad;
import io.tidemark.project.properties.SourceTable;
import io.tidemark.template.ParsedModel;
import java.util.List;
import java.util.Map;

/**
 * A table of a source.
 *
 * @param uniqueId {@code source.shop.raw.orders}
 * @param packageName the package it was written in
 * @param fqn package, folders of the properties file, source, table
 * @param config the source's and the table's, merged
 * @param source the source it belongs to
 * @param table the table
 * @param relation where its readers find it: where it is, or the copy in the target of one that is
 *     in another database
 * @param named which parts of its name dbt's manifest quotes: there {@code quoting:} of the project
 *     counts, too
 */
public record SourceNode(
    String uniqueId,
    String packageName,
    List<String> fqn,
    NodeConfig config,
    SourceDefinition source,
    SourceTable table,
    Relation relation,
    NameQuoting named)
    implements Selectable {

  private static final ConfigLayer MATERIALIZED =
      new ConfigLayer(
          ConfigOrigin.DEFAULT, Map.of("materialized", new ConfigValue("source", null)));

  /** Copies the list. */
  public SourceNode {
    fqn = List.copyOf(fqn);
  }

  @Override
  public ResourceType type() {
    return ResourceType.SOURCE;
  }

  @Override
  public String name() {
    return table.name();
  }

  @Override
  public String originalPath() {
    return source.file().path();
  }

  @Override
  public List<String> tags() {
    return config.tags();
  }

  /** True if it is in another database and is copied into the target. */
  public boolean loaded() {
    return source.connection() != null && table.load() != null;
  }

  /** {@code raw.orders}, as {@code source()} and selectors name it. */
  public String display() {
    return source.name() + "." + table.name();
  }

  /**
   * Where it is in the other database.
   *
   * @param database the other database's name
   */
  public Relation origin(String database) {
    return Relation.of(
        database, source.schema(), table.identifier(), relation.asWritten().quoting());
  }

  /** The same for a run that makes relations and fills none. */
  public SourceNode withoutRows() {
    SourceLoad load = table.load();
    return load == null
        ? this
        : new SourceNode(
            uniqueId,
            packageName,
            fqn,
            config,
            source,
            table.loadedBy(load.withoutRows()),
            relation,
            named);
  }

  /**
   * The load as a node that is run: what it becomes is the copy. Its configuration has the options
   * of the load too, each with its place.
   *
   * @throws IllegalStateException if it is not loaded
   */
  public Node asNode() {
    SourceLoad load = table.load();
    if (load == null) {
      throw new IllegalStateException(uniqueId + " is in the target already");
    }
    ConfigLayer written = new ConfigLayer(ConfigOrigin.PROPERTIES, load.written());
    ConfigLayer own = new ConfigLayer(ConfigOrigin.PROPERTIES, config.values());
    return new Node(
        uniqueId,
        ResourceType.SOURCE,
        packageName,
        name(),
        fqn,
        source.file(),
        NodeConfig.merge(List.of(MATERIALIZED, written, own)),
        ParsedModel.NOTHING,
        relation,
        List.of(),
        null,
        new NodeDetail.Loaded(this));
  }
}
