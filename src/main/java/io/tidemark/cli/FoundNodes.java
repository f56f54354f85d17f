package io.tidemark.cli;

import io.tidemark.graph.Manifest;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.Selectable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How many nodes of which kinds a project has, as a person reads it. */
final class FoundNodes {

  /** Those that are told even where there are none. */
  private static final List<ResourceType> ALWAYS =
      List.of(ResourceType.MODEL, ResourceType.SOURCE);

  private FoundNodes() {}

  /** {@code 5 models, 3 seeds, 20 data tests, 1 source}. */
  static String text(Manifest manifest) {
    Map<ResourceType, Integer> counts = new EnumMap<>(ResourceType.class);
    ALWAYS.forEach(type -> counts.put(type, 0));
    for (Selectable one : manifest.selectable().values()) {
      counts.merge(one.type(), 1, Integer::sum);
    }
    List<String> parts = new ArrayList<>();
    counts.forEach((type, count) -> parts.add(count + " " + noun(type, count)));
    return String.join(", ", parts);
  }

  private static String noun(ResourceType type, int count) {
    if (count == 1) {
      return type.shownName();
    }
    return switch (type) {
      case ANALYSIS -> "analyses";
      case SAVED_QUERY -> "saved queries";
      default -> type.shownName() + "s";
    };
  }
}
