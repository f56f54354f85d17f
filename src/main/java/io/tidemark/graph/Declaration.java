package io.tidemark.graph;

import io.tidemark.postgres.Relation;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Place;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.template.ParsedModel;
import java.util.List;

/**
 * What is only declared in a properties file and never does anything: an exposure, a group, a
 * metric, a semantic model, a saved query.
 *
 * @param uniqueId {@code exposure.shop.dashboard}
 * @param type which of them
 * @param packageName the package it was written in
 * @param name its name
 * @param fqn package, folders of the properties file, name
 * @param file the properties file
 * @param config merged by dbt's rules
 * @param dependsOn the unique ids of what it is made of, each once
 * @param mapping the entry as it was written, its templates rendered
 * @param exports of a saved query; of all else empty
 */
public record Declaration(
    String uniqueId,
    ResourceType type,
    String packageName,
    String name,
    List<String> fqn,
    SourceFile file,
    NodeConfig config,
    List<String> dependsOn,
    YamlMapping mapping,
    List<Export> exports)
    implements Selectable {

  /** Copies the lists. */
  public Declaration {
    fqn = List.copyOf(fqn);
    dependsOn = List.copyOf(dependsOn);
    exports = List.copyOf(exports);
  }

  /** Where it begins. */
  public Place place() {
    return mapping.place();
  }

  @Override
  public String originalPath() {
    return file.path();
  }

  @Override
  public List<String> tags() {
    return config.tags();
  }

  /** The same with what it is made of. */
  Declaration dependingOn(List<String> ids) {
    return new Declaration(
        uniqueId, type, packageName, name, fqn, file, config, ids, mapping, exports);
  }

  /**
   * The declaration as a node of a run, in which there is nothing to do for it; it has no relation,
   * what stands for one is its name.
   */
  public Node asNode() {
    return new Node(
        uniqueId,
        type,
        packageName,
        name,
        fqn,
        file,
        config,
        ParsedModel.NOTHING,
        new Relation("", "", name),
        dependsOn,
        null,
        new NodeDetail.Declared(this));
  }
}
