package io.tidemark.graph;

import io.tidemark.project.config.NodeConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a selector can tell one node from another by. */
public interface Selectable {

  /** {@code model.shop.orders}, {@code source.shop.raw.orders}. */
  String uniqueId();

  /** What it is. */
  ResourceType type();

  /** The package it was written in. */
  String packageName();

  /** Its own name; a source's table. */
  String name();

  /** The fully qualified name: package, folders, name; a source has its source's name before. */
  List<String> fqn();

  /** The file it was written in, relative to the project, with {@code /}. */
  String originalPath();

  /** Its tags. */
  List<String> tags();

  /** Its configuration. */
  NodeConfig config();

  /** The group that it belongs to, or null; a test has that of what it was written for. */
  default @Nullable String group() {
    return config().string("group");
  }
}
