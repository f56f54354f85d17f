package io.tidemark.graph.semantic;

import io.tidemark.graph.Declaration;
import io.tidemark.project.problem.Place;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An entity, dimension or measure of a semantic model.
 *
 * @param kind {@code entity}, {@code dimension} or {@code measure}
 * @param mapping as it is written
 */
record SemanticElement(String kind, String name, YamlMapping mapping) {

  /** The elements of a kind. */
  static List<SemanticElement> of(Declaration model, String kind) {
    String key = kind.equals("entity") ? "entities" : kind + "s";
    List<SemanticElement> elements = new ArrayList<>();
    for (YamlNode one : items(model.mapping().get(key))) {
      if (one instanceof YamlMapping mapping) {
        elements.add(new SemanticElement(kind, text(mapping.get("name")), mapping));
      }
    }
    return elements;
  }

  /** One of dbt's words, which may be written in capitals; empty where it is not set. */
  String word(String key) {
    return text(mapping.get(key)).toLowerCase(Locale.ROOT);
  }

  boolean has(String key) {
    YamlNode value = mapping.get(key);
    return value != null && value.value() != null;
  }

  Place place() {
    return mapping.placeOf("name");
  }

  /** A single value as text; empty where there is none. */
  static String text(@Nullable YamlNode node) {
    return node == null || node.value() == null ? "" : String.valueOf(node.value());
  }

  /** The items of a list; empty where there is none. */
  static List<YamlNode> items(@Nullable YamlNode node) {
    return node instanceof YamlSequence list ? list.items() : List.of();
  }
}
