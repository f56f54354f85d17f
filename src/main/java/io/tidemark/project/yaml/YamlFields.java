package io.tidemark.project.yaml;

import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of a mapping as the types they must have. What is wrong goes to the collector,
 * and the caller gets null (or an empty list) and goes on, so that all problems are found at once.
 * A key without a value ({@code columns:}) counts as missing.
 */
public final class YamlFields {

  private final YamlMapping mapping;
  private final Problems problems;

  public YamlFields(YamlMapping mapping, Problems problems) {
    this.mapping = mapping;
    this.problems = problems;
  }

  public YamlMapping mapping() {
    return mapping;
  }

  /** The value, or null where it is missing or null. */
  public @Nullable YamlNode get(String key) {
    YamlNode node = mapping.get(key);
    return node instanceof YamlScalar scalar && scalar.value() == null ? null : node;
  }

  /** A text; numbers and booleans are taken as they were written. */
  public @Nullable String text(String key) {
    YamlNode node = get(key);
    if (node == null) {
      return null;
    }
    if (node instanceof YamlScalar scalar) {
      return scalar.value() instanceof String text ? text : scalar.text();
    }
    wrongType(key, node, "a text");
    return null;
  }

  /** A text, or the default where it is missing. */
  public String text(String key, String whenMissing) {
    String text = text(key);
    return text == null ? whenMissing : text;
  }

  /** True or false. */
  public @Nullable Boolean bool(String key) {
    YamlNode node = get(key);
    if (node == null) {
      return null;
    }
    if (node instanceof YamlScalar scalar && scalar.value() instanceof Boolean bool) {
      return bool;
    }
    wrongType(key, node, "true or false");
    return null;
  }

  /** A whole number within limits; digits in quotes are taken too. */
  public @Nullable Integer integer(String key, int least, int most) {
    YamlNode node = get(key);
    if (node == null) {
      return null;
    }
    String allowed =
        most == Integer.MAX_VALUE
            ? "a whole number from %d".formatted(least)
            : "a whole number from %d to %d".formatted(least, most);
    if (node instanceof YamlScalar scalar && scalar.value() != null) {
      Long number = wholeNumber(scalar.value());
      if (number != null && number >= least && number <= most) {
        return number.intValue();
      }
    }
    wrongType(key, node, allowed);
    return null;
  }

  private static @Nullable Long wholeNumber(Object value) {
    if (value instanceof Long number) {
      return number;
    }
    if (value instanceof Double real && real == Math.rint(real) && Math.abs(real) < 1e15) {
      return real.longValue();
    }
    if (value instanceof String text && text.matches("\\d{1,18}")) {
      return Long.valueOf(text);
    }
    return null;
  }

  /** A list of texts; a single text is a list of one. Empty where it is missing. */
  public List<String> texts(String key) {
    YamlNode node = get(key);
    List<String> texts = new ArrayList<>();
    List<YamlNode> items =
        node == null
            ? List.of()
            : node instanceof YamlSequence sequence ? sequence.items() : List.of(node);
    for (YamlNode item : items) {
      if (item instanceof YamlScalar scalar && scalar.value() != null) {
        texts.add(scalar.value() instanceof String text ? text : scalar.text());
      } else {
        wrongType(key, item, "a text or a list of texts");
      }
    }
    return List.copyOf(texts);
  }

  /** A mapping. */
  public @Nullable YamlMapping mapping(String key) {
    YamlNode node = get(key);
    if (node == null || node instanceof YamlMapping) {
      return (YamlMapping) node;
    }
    wrongType(key, node, "a mapping of keys to values");
    return null;
  }

  /** A list; empty where it is missing. */
  public List<YamlNode> list(String key) {
    YamlNode node = get(key);
    if (node == null) {
      return List.of();
    }
    if (node instanceof YamlSequence sequence) {
      return sequence.items();
    }
    wrongType(key, node, "a list");
    return List.of();
  }

  /** A list of mappings; empty where it is missing. */
  public List<YamlMapping> mappings(String key) {
    List<YamlMapping> mappings = new ArrayList<>();
    for (YamlNode item : list(key)) {
      if (item instanceof YamlMapping one) {
        mappings.add(one);
      } else {
        problems.add(
            Problem.of("Each entry of \"%s\" must be a mapping".formatted(key))
                .at(item.place())
                .found("Found %s. Allowed: keys and values.".formatted(item.description()))
                .next("Write it as \"- name: …\"."));
      }
    }
    return List.copyOf(mappings);
  }

  /**
   * Makes each key that is not known an error, with the nearest known one. Only for YAML of
   * Tidemark's own: in dbt's files an unknown key is kept, as dbt keeps it.
   */
  public void rejectUnknown(Collection<String> known) {
    for (YamlEntry entry : mapping.entries()) {
      if (!known.contains(entry.name())) {
        problems.add(
            Problem.of("There is no key \"%s\" here".formatted(entry.name()))
                .at(entry.place())
                .found("Allowed: %s.".formatted(String.join(", ", known)))
                .next(NearestName.question(entry.name(), known).orElse("Remove the key.")));
      }
    }
  }

  /** Adds the problem that a required key is missing, and where it belongs. */
  public void missing(String what, String next) {
    problems.add(Problem.of(what).at(mapping.place()).next(next));
  }

  private void wrongType(String key, YamlNode node, String allowed) {
    Place place = node.place();
    problems.add(
        Problem.of("\"%s\" must be %s".formatted(key, allowed))
            .at(place)
            .found("Found %s.".formatted(node.description())));
  }
}
