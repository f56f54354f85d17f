package io.tidemark.cli;

import io.tidemark.graph.Manifest;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.Selectable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a project has, as dbt says it: {@code 5 models, 3 seeds, 20 data tests, 1 source}. */
record FoundNodes(Manifest manifest) {

  /** Those that are told even where there are none. */
  private static final List<ResourceType> ALWAYS = List.of(ResourceType.MODEL, ResourceType.SOURCE);

  String text() {
    return text(manifest.selectable().values(), ALWAYS);
  }

  /** Some nodes in the same words: {@code 5 models, 20 data tests}. */
  static String counted(Collection<? extends Selectable> nodes) {
    return nodes.isEmpty() ? "0 models" : text(nodes, List.of());
  }

  private static String text(Collection<? extends Selectable> nodes, List<ResourceType> always) {
    Map<ResourceType, Integer> counts = new EnumMap<>(ResourceType.class);
    always.forEach(type -> counts.put(type, 0));
    nodes.forEach(node -> counts.merge(node.type(), 1, Integer::sum));
    List<String> said = new ArrayList<>();
    counts.forEach((type, count) -> said.add(count + " " + noun(type, count)));
    return String.join(", ", said);
  }

  private static String noun(ResourceType type, int count) {
    String noun = type.shownName();
    if (count == 1) {
      return noun;
    }
    return switch (type) {
      case ANALYSIS -> "analyses";
      case SAVED_QUERY -> "saved queries";
      default -> noun + "s";
    };
  }
}
