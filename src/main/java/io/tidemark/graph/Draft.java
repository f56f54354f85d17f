package io.tidemark.graph;

import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.properties.NodeProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a node before its template has been rendered.
 *
 * @param type what it is
 * @param uniqueId its id
 * @param packageName the package it was written in
 * @param name its name
 * @param fqn package, folders, name
 * @param file its file, with the template of this node alone
 * @param defaults what holds where nobody configures anything
 * @param beside what is configured in properties files, the most general first
 * @param properties what a properties file says of it, if one does
 * @param detail what only its kind has
 */
public record Draft(
    ResourceType type,
    String uniqueId,
    String packageName,
    String name,
    List<String> fqn,
    SourceFile file,
    ConfigLayer defaults,
    List<ConfigLayer> beside,
    @Nullable NodeProperties properties,
    NodeDetail detail) {

  /** Copies the lists. */
  public Draft {
    fqn = List.copyOf(fqn);
    beside = List.copyOf(beside);
  }

  /** A node that has been read, to be read again; what is configured beside it is left out. */
  public static Draft of(Node node) {
    return new Draft(
        node.type(),
        node.uniqueId(),
        node.packageName(),
        node.name(),
        node.fqn(),
        node.file(),
        Defaults.of(node.type()),
        List.of(),
        node.properties(),
        node.detail());
  }

  /** The same, described in a properties file. */
  public Draft describedBy(NodeProperties by) {
    return new Draft(
        type, uniqueId, packageName, name, fqn, file, defaults, List.of(by.config()), by, detail);
  }

  /** The same, of which no properties file says anything. */
  public Draft undescribed() {
    NodeDetail plain = detail instanceof NodeDetail.Model ? NodeDetail.Model.PLAIN : detail;
    return new Draft(
        type, uniqueId, packageName, name, fqn, file, defaults, List.of(), null, plain);
  }

  /** As {@link Node#path}. */
  String path() {
    return Node.path(type, name, file, detail);
  }

  /** {@code The model orders}, for messages. */
  public String what() {
    return "The " + type.shownName() + " " + name;
  }
}
