package io.tidemark.project.shape;

import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.yaml.YamlEntry;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlScalar;
import io.tidemark.project.yaml.YamlSequence;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Holds what stands in a YAML file against its shape; finds all that does not fit. */
public final class ShapeCheck {

  private static final int MOST_KEYS_LISTED = 20;

  private final Problems problems;

  /**
   * A check.
   *
   * @param problems receives what does not fit
   */
  public ShapeCheck(Problems problems) {
    this.problems = problems;
  }

  /**
   * A mapping and all that is in it.
   *
   * @param called what it is called in an error, for example {@code An entry of "models"}
   */
  public void check(String called, Shape.Keys shape, YamlMapping mapping) {
    for (Map.Entry<String, Shape.Key> one : shape.keys().entrySet()) {
      Shape.Key key = one.getValue();
      YamlEntry entry = mapping.entry(one.getKey());
      if (entry != null) {
        check(one.getKey(), key.shape(), entry.value(), entry.place());
      } else if (key.required()) {
        missing(called, shape, one.getKey(), mapping);
      }
    }
    if (!shape.open()) {
      mapping.entries().stream()
          .filter(entry -> !shape.keys().containsKey(entry.name()))
          .forEach(entry -> unknown(shape, entry));
    }
  }

  private void check(String name, Shape shape, YamlNode node, Place place) {
    if (node instanceof YamlScalar scalar && scalar.value() == null) {
      if (!shape.fits(null)) {
        problems.add(
            Problem.of("\"%s\" has no value".formatted(name))
                .at(place)
                .found("It has to be %s.".formatted(shape.words()))
                .next("Write one, or remove the line."));
      }
      return;
    }
    Shape chosen = chosen(shape, node);
    if (chosen instanceof Shape.Keys keys && node instanceof YamlMapping mapping) {
      check("\"%s\"".formatted(name), keys, mapping);
    } else if (chosen instanceof Shape.ListOf list && node instanceof YamlSequence sequence) {
      for (YamlNode item : sequence.items()) {
        if (item instanceof YamlMapping mapping
            && chosen(list.item(), item) instanceof Shape.Keys keys) {
          check("An entry of \"%s\"".formatted(name), keys, mapping);
        } else if (!list.item().fits(item.value())) {
          wrongItem(name, list.item(), item);
        }
      }
    } else if (chosen == null || !chosen.fits(node.value())) {
      wrong(name, shape, node);
    }
  }

  /** Of several shapes the one that is meant; null where it is none of them. */
  private static @Nullable Shape chosen(Shape shape, YamlNode node) {
    if (!(shape instanceof Shape.Either either)) {
      return shape;
    }
    Shape found = null;
    for (Shape one : either.shapes()) {
      Shape inner = chosen(one, node);
      boolean sameForm =
          (inner instanceof Shape.Keys && node instanceof YamlMapping)
              || (inner instanceof Shape.ListOf && node instanceof YamlSequence);
      if (sameForm && (found == null || !hasRequired(found, node))) {
        found = inner;
      } else if (!sameForm && inner != null && inner.fits(node.value())) {
        return inner;
      }
    }
    return found;
  }

  private static boolean hasRequired(Shape shape, YamlNode node) {
    return !(shape instanceof Shape.Keys keys)
        || !(node instanceof YamlMapping mapping)
        || keys.keys().entrySet().stream()
            .allMatch(
                one ->
                    !Objects.requireNonNull(one.getValue()).required()
                        || mapping.has(one.getKey()));
  }

  private void wrong(String name, Shape shape, YamlNode node) {
    problems.add(
        Problem.of("\"%s\" must be %s".formatted(name, shape.words()))
            .at(node.place())
            .found("Found %s.".formatted(node.description()))
            .next(hint(shape, node)));
  }

  private void wrongItem(String name, Shape item, YamlNode node) {
    problems.add(
        Problem.of("Each entry of \"%s\" must be %s".formatted(name, item.words()))
            .at(node.place())
            .found("Found %s.".formatted(node.description()))
            .next(item instanceof Shape.Keys ? "Write it as \"- name: …\"." : hint(item, node)));
  }

  private static @Nullable String hint(Shape shape, YamlNode node) {
    if (!(node instanceof YamlScalar scalar)) {
      return null;
    }
    if (shape.fits("text") && !(scalar.value() instanceof String)) {
      return "Put quotes around it: \"%s\".".formatted(scalar.text());
    }
    if (shape.fits(true) && scalar.text().matches("(?i)true|false|yes|no|on|off")) {
      return "Remove the quotes.";
    }
    if (shape.fits(List.of(scalar.text()))) {
      return "Make it a list of one: [%s].".formatted(scalar.text());
    }
    List<String> words = words(shape);
    return words.isEmpty() ? null : NearestName.question(scalar.text(), words).orElse(null);
  }

  private static List<String> words(Shape shape) {
    if (shape instanceof Shape.Either either) {
      return either.shapes().stream().flatMap(one -> words(one).stream()).toList();
    }
    return shape instanceof Shape.OneWord one ? one.allowed() : List.of();
  }

  private void missing(String called, Shape.Keys shape, String key, YamlMapping mapping) {
    List<String> others =
        mapping.keys().stream().filter(one -> !shape.keys().containsKey(one)).toList();
    problems.add(
        Problem.of("%s has no \"%s\"".formatted(called, key))
            .at(mapping.place())
            .next(
                NearestName.of(key, others)
                    .map(near -> "Is \"%s\" meant to be it?".formatted(near))
                    .orElse("Add \"%s: …\".".formatted(key))));
  }

  private void unknown(Shape.Keys shape, YamlEntry entry) {
    List<String> known = List.copyOf(shape.keys().keySet());
    problems.add(
        Problem.of("There is no key \"%s\" here".formatted(entry.name()))
            .at(entry.place())
            .found(
                known.size() > MOST_KEYS_LISTED
                    ? null
                    : "Allowed: %s.".formatted(String.join(", ", known)))
            .next(
                NearestName.question(entry.name(), known)
                    .orElse(
                        shape.keys().containsKey("config")
                            ? "Remove it; values of your own belong below \"config: {meta: …}\"."
                            : "Remove it.")));
  }
}
