package io.tidemark.project.shape;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a value has to be, as dbt asks it. Immutable. */
public sealed interface Shape {

  /**
   * Whether a value is one of these, with all that is in it.
   *
   * @param value as {@code YamlNode.value()} gives it
   */
  boolean fits(@Nullable Object value);

  /** What it is called in an error, for example {@code a text}. */
  String words();

  /** A single value; a number is no text, and neither is a boolean a number. */
  enum Plain implements Shape {
    TEXT("a text"),
    BOOL("true or false"),
    INT("a whole number"),
    DIGITS("a whole number"),
    NUMBER("a number"),
    MAP("a mapping of keys to values"),
    NULL("nothing"),
    ANY("anything");

    private final String words;

    Plain(String words) {
      this.words = words;
    }

    @Override
    public boolean fits(@Nullable Object value) {
      return switch (this) {
        case TEXT -> value instanceof CharSequence;
        case BOOL -> value instanceof Boolean;
        case INT -> value instanceof Number number && isWhole(number);
        case DIGITS -> value instanceof CharSequence text && text.toString().matches("-?\\d{1,18}");
        case NUMBER -> value instanceof Number;
        case MAP -> value instanceof Map;
        case NULL -> value == null;
        case ANY -> true;
      };
    }

    /** As JSON has it, 2.0 is a whole number too. */
    private static boolean isWhole(Number number) {
      return !(number instanceof Double real) || real == Math.rint(real);
    }

    @Override
    public String words() {
      return words;
    }
  }

  /** One of some words. */
  record OneWord(List<String> allowed) implements Shape {

    public OneWord {
      allowed = List.copyOf(allowed);
    }

    @Override
    public boolean fits(@Nullable Object value) {
      return value instanceof CharSequence && allowed.contains(value.toString());
    }

    @Override
    public String words() {
      return "one of " + String.join(", ", allowed);
    }
  }

  /** A list. */
  record ListOf(Shape item) implements Shape {

    @Override
    public boolean fits(@Nullable Object value) {
      if (!(value instanceof Iterable<?> items)) {
        return false;
      }
      for (Object one : items) {
        if (!item.fits(one)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String words() {
      return item == Plain.TEXT ? "a list of texts" : "a list";
    }
  }

  /** Any of several; of the mappings among them, the first whose required keys are there. */
  record Either(List<Shape> shapes) implements Shape {

    public Either {
      shapes = List.copyOf(shapes);
    }

    @Override
    public boolean fits(@Nullable Object value) {
      return shapes.stream().anyMatch(one -> one.fits(value));
    }

    @Override
    public String words() {
      return shapes.stream()
          .filter(one -> one != Plain.NULL)
          .map(Shape::words)
          .distinct()
          .collect(Collectors.joining(" or "));
    }
  }

  /**
   * A mapping with known keys.
   *
   * @param open whether keys that are not known may stand in it
   */
  record Keys(String name, boolean open, Map<String, Key> keys) implements Shape {

    public Keys {
      keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    }

    @Override
    public boolean fits(@Nullable Object value) {
      if (!(value instanceof Map<?, ?> map)) {
        return false;
      }
      boolean known = open || map.keySet().stream().allMatch(keys::containsKey);
      return known
          && keys.entrySet().stream()
              .allMatch(
                  one ->
                      map.containsKey(one.getKey())
                          ? Objects.requireNonNull(one.getValue())
                              .shape()
                              .fits(map.get(one.getKey()))
                          : !one.getValue().required());
    }

    @Override
    public String words() {
      return "a mapping";
    }
  }

  /** What stands under a key, and whether the key has to be there. */
  record Key(Shape shape, boolean required) {}
}
