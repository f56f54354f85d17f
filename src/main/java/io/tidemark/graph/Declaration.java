package io.tidemark.graph;

import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.problem.Place;
import io.tidemark.project.yaml.YamlMapping;
import java.util.List;

/**
 * What is only declared in a properties file and never run: an exposure, a group, a metric, a
 * semantic model, a saved query.
 *
 * @param uniqueId {@code exposure.shop.dashboard}
 * @param type which of them
 * @param packageName the package it was written in
 * @param name its name
 * @param fqn package, folders of the properties file, name
 * @param originalPath the properties file, relative to its package
 * @param config merged by dbt's rules
 * @param dependsOn the unique ids of what it is made of, each once
 * @param mapping the entry as it was written, its templates rendered
 */
public record Declaration(
    String uniqueId,
    ResourceType type,
    String packageName,
    String name,
    List<String> fqn,
    String originalPath,
    NodeConfig config,
    List<String> dependsOn,
    YamlMapping mapping)
    implements Selectable {

  /** Copies the lists. */
  public Declaration {
    fqn = List.copyOf(fqn);
    dependsOn = List.copyOf(dependsOn);
  }

  /** Where it begins. */
  public Place place() {
    return mapping.place();
  }

  @Override
  public List<String> tags() {
    return config.tags();
  }

  /** The same with what it is made of. */
  Declaration dependingOn(List<String> ids) {
    return new Declaration(
        uniqueId, type, packageName, name, fqn, originalPath, config, ids, mapping);
  }
}
