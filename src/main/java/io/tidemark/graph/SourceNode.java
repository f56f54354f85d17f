package io.tidemark.graph;

import io.tidemark.postgres.Relation;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.properties.SourceDefinition;
import io.tidemark.project.properties.SourceTable;
import java.util.List;

/**
 * A table of a source.
 *
 * @param uniqueId {@code source.shop.raw.orders}
 * @param packageName the package it was written in
 * @param fqn package, folders of the properties file, source, table
 * @param config the source's and the table's, merged
 * @param source the source it belongs to
 * @param table the table
 * @param relation where it is
 */
public record SourceNode(
    String uniqueId,
    String packageName,
    List<String> fqn,
    NodeConfig config,
    SourceDefinition source,
    SourceTable table,
    Relation relation)
    implements Selectable {

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
    return source.place().file();
  }

  @Override
  public List<String> tags() {
    return config.tags();
  }
}
