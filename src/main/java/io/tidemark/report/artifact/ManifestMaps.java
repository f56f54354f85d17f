package io.tidemark.report.artifact;

import io.tidemark.graph.Manifest;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.Selectable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who reads whom, and who is in which group; in the order of the ids, as in dbt. */
final class ManifestMaps {

  private final Manifest manifest;

  ManifestMaps(Manifest manifest) {
    this.manifest = manifest;
  }

  /** {@code parent_map}, {@code child_map} and {@code group_map}. */
  Map<String, Map<String, List<String>>> content() {
    Map<String, List<String>> parents = parents();
    Map<String, List<String>> children = new LinkedHashMap<>();
    parents.keySet().forEach(id -> children.put(id, new ArrayList<>()));
    parents.forEach(
        (id, read) ->
            read.forEach(
                parent -> {
                  List<String> known = children.get(parent);
                  if (known != null) {
                    known.add(id);
                  }
                }));
    Map<String, Map<String, List<String>>> content = new LinkedHashMap<>();
    content.put("parent_map", sorted(parents));
    content.put("child_map", sorted(children));
    content.put("group_map", groups());
    return content;
  }

  /** As dbt has the ids of what is beside each other. */
  private static Map<String, List<String>> sorted(Map<String, List<String>> map) {
    Map<String, List<String>> sorted = new LinkedHashMap<>();
    map.forEach((id, others) -> sorted.put(id, others.stream().sorted().toList()));
    return sorted;
  }

  private Map<String, List<String>> parents() {
    Map<String, List<String>> parents = new LinkedHashMap<>();
    manifest.nodes().forEach((id, node) -> parents.put(id, node.dependsOn()));
    manifest.hooks().forEach((id, hook) -> parents.put(id, hook.dependsOn()));
    manifest.testsLeftOut().forEach(test -> parents.put(test.uniqueId(), test.dependsOn()));
    manifest.sources().keySet().forEach(id -> parents.put(id, List.of()));
    manifest
        .declarations()
        .forEach(
            (id, one) -> {
              if (one.type() != ResourceType.GROUP) {
                parents.put(id, one.dependsOn());
              }
            });
    manifest.unitTests().forEach((id, test) -> parents.put(id, test.dependsOn()));
    return parents;
  }

  private Map<String, List<String>> groups() {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    manifest
        .declarations(ResourceType.GROUP)
        .values()
        .forEach(group -> groups.put(group.name(), new ArrayList<>()));
    for (Selectable one : manifest.selectable().values()) {
      String group = one.group();
      if (group != null) {
        groups.computeIfAbsent(group, any -> new ArrayList<>()).add(one.uniqueId());
      }
    }
    return groups;
  }
}
