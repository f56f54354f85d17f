package io.tidemark.graph;

import io.tidemark.postgres.Relation;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.properties.NodeProperties;
import io.tidemark.template.ParsedModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model, with all that is known of it before anything runs.
 *
 * @param uniqueId {@code model.shop.orders}
 * @param packageName the package it was written in
 * @param name the file's name
 * @param fqn package, folders, name
 * @param file the file
 * @param config merged by dbt's rules
 * @param parsed what its template said
 * @param relation what it becomes; an ephemeral model never becomes it
 * @param dependsOn the unique ids of the models and sources that it reads, each once
 * @param properties what a properties file says of it, if one does
 */
public record Node(
    String uniqueId,
    String packageName,
    String name,
    List<String> fqn,
    SourceFile file,
    NodeConfig config,
    ParsedModel parsed,
    Relation relation,
    List<String> dependsOn,
    @Nullable NodeProperties properties)
    implements Selectable {

  private static final String EPHEMERAL = "ephemeral";

  /** Copies the lists. */
  public Node {
    fqn = List.copyOf(fqn);
    dependsOn = List.copyOf(dependsOn);
  }

  @Override
  public ResourceType type() {
    return ResourceType.MODEL;
  }

  @Override
  public String originalPath() {
    return file.path();
  }

  @Override
  public List<String> tags() {
    return config.tags();
  }

  /** True if it is only ever a part of other models' SQL. */
  public boolean ephemeral() {
    return config.materialized().equals(EPHEMERAL);
  }

  /** True if it is loaded batch by batch, each a window of event time. */
  public boolean microbatch() {
    return config.materialized().equals("incremental")
        && config.string("incremental_strategy", "").equals("microbatch");
  }
}
