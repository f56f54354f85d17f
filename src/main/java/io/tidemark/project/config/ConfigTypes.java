package io.tidemark.project.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names the type of a configured value as a person knows it. */
final class ConfigTypes {

  private static final int LONGEST_SHOWN = 60;

  private ConfigTypes() {}

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
