package io.tidemark.project.config;

import io.tidemark.project.shape.Shape;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names the type of a configured value as a person knows it. */
final class ConfigTypes {

  private static final int LONGEST_SHOWN = 60;

  private ConfigTypes() {}

  /** The value that does not fit, or the first in it that does not. */
  static String faulty(Shape asked, @Nullable Object value) {
    Shape shape = asked;
    if (asked instanceof Shape.Either either && value instanceof Map) {
      shape =
          either.shapes().stream().filter(Shape.Keys.class::isInstance).findFirst().orElse(asked);
    }
    if (shape instanceof Shape.ListOf list && value instanceof Iterable<?> items) {
      for (Object item : items) {
        if (!list.item().fits(item)) {
          return described(item) + " in it";
        }
      }
    }
    if (shape instanceof Shape.Keys keys && value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> one : map.entrySet()) {
        Shape.Key key = keys.keys().get(String.valueOf(one.getKey()));
        if (key != null && !key.shape().fits(one.getValue())) {
          String inside = faulty(key.shape(), one.getValue());
          return inside.contains(" under \"")
              ? inside
              : "%s under \"%s\", which must be %s"
                  .formatted(inside, one.getKey(), key.shape().words());
        }
      }
    }
    return described(value);
  }

  static String described(@Nullable Object value) {
    if (value == null) {
      return "nothing (null)";
    }
    if (value instanceof String text) {
      String shown = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
      return "the text \"%s\"".formatted(shown);
    }
    if (value instanceof Boolean) {
      return value.toString();
    }
    if (value instanceof Number) {
      return "the number " + value;
    }
    if (value instanceof Map) {
      return "a mapping";
    }
    return value instanceof Iterable ? "a list" : "a value of another type";
  }
}
