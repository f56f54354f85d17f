package io.tidemark.graph;

import io.tidemark.postgres.Relation;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Place;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlSequence;
import io.tidemark.template.ParsedModel;
import io.tidemark.template.RefCall;
import io.tidemark.template.SourceCall;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

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

  /** What an exposure says it depends on, as often as it says so; empty for all else. */
  public List<RefCall> refs() {
    return calls().map(StaticCall::ref).filter(Objects::nonNull).toList();
  }

  /** The sources among what an exposure says it depends on, as {@link #refs}. */
  public List<SourceCall> sources() {
    return calls().map(StaticCall::source).filter(Objects::nonNull).toList();
  }

  private Stream<StaticCall> calls() {
    return type == ResourceType.EXPOSURE && mapping.get("depends_on") instanceof YamlSequence list
        ? list.items().stream()
            .flatMap(one -> StaticCall.of(String.valueOf(one.value()), one.place()).stream())
        : Stream.empty();
  }

  /** The same with what it is made of. */
  public Declaration dependingOn(List<String> ids) {
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
