package io.tidemark.report.run;

import io.tidemark.graph.Declaration;
import io.tidemark.graph.Manifest;
import io.tidemark.graph.Node;
import io.tidemark.graph.ResourceType;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.project.yaml.YamlMapping;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** To whom a node belongs, as dbt's structured log tells it of what has ended. */
final class NodeGroups {

  private NodeGroups() {}

  /** The group of a node with its owner, all as texts; empty where it has none. */
  static Optional<Map<String, Object>> of(Node node, Manifest manifest) {
    String group = node.group();
    return group == null
        ? Optional.empty()
        : manifest.declarations().values().stream()
            .filter(one -> one.type() == ResourceType.GROUP && one.name().equals(group))
            .findFirst()
            .map(NodeGroups::entry);
  }

  private static Map<String, Object> entry(Declaration group) {
    Map<String, Object> owner = new LinkedHashMap<>();
    if (group.mapping().get("owner") instanceof YamlMapping written) {
      written.value().forEach((key, value) -> owner.put(key.toString(), PythonText.str(value)));
    }
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", group.name());
    entry.put("owner", owner);
    entry.put("package_name", group.packageName());
    return entry;
  }
}
