package io.tidemark.report.run;

import io.tidemark.graph.Declaration;
import io.tidemark.graph.Manifest;
import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.graph.ResourceType;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.project.yaml.YamlMapping;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** To whom a node belongs, as dbt's structured log tells it of what has failed. */
final class NodeGroups {

  private NodeGroups() {}

  /** The group of a node with its owner, all as texts; empty where it has none. */
  static Optional<Map<String, Object>> of(Node node, Manifest manifest) {
    String group = name(node, manifest);
    return group == null
        ? Optional.empty()
        : manifest.declarations().values().stream()
            .filter(one -> one.type() == ResourceType.GROUP && one.name().equals(group))
            .findFirst()
            .map(NodeGroups::entry);
  }

  /** A test belongs to whom its model does. */
  private static @Nullable String name(Node node, Manifest manifest) {
    String own = node.config().string("group");
    if (own == null && node.detail() instanceof NodeDetail.GenericTest test) {
      String attached = test.attachedNode();
      return attached == null
          ? null
          : manifest.node(attached).map(one -> one.config().string("group")).orElse(null);
    }
    return own;
  }

  private static Map<String, Object> entry(Declaration group) {
    Map<String, Object> owner = new LinkedHashMap<>();
    if (group.mapping().get("owner") instanceof YamlMapping written) {
      written.value().forEach((key, value) -> owner.put(key.toString(), PythonText.str(value)));
    }
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", group.name());
    entry.put("owner", owner);
    return entry;
  }
}
