package io.tidemark.materialization.unit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.postgres.Literal;
import java.math.BigDecimal;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A value of a fixture as SQL; the statement casts it to its column's type. */
final class ValueSql {

  private ValueSql() {}

  /** A text, a number, true or false, null; a list for an array, a mapping for JSON. */
  static Literal of(@Nullable Object value, String type) {
    if (value == null || value instanceof Boolean || value instanceof String) {
      return new Literal(value);
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isFinite(number)
          ? new Literal(new BigDecimal(value.toString()))
          : new Literal(String.valueOf(number));
    }
    if (value instanceof Iterable<?> items && type.endsWith("[]")) {
      return new Literal(array(items));
    }
    if (value instanceof Iterable<?> || value instanceof Map<?, ?>) {
      return new Literal(json(value));
    }
    return value instanceof Number ? new Literal(value) : new Literal(value.toString());
  }

  /** The type to cast to: a text longer than its column is not to be cut off in silence. */
  static String type(@Nullable Object value, String type) {
    return value instanceof String && type.startsWith("character varying(")
        ? "character varying"
        : type;
  }

  private static String array(Iterable<?> items) {
    StringJoiner array = new StringJoiner(",", "{", "}");
    for (Object item : items) {
      if (item == null) {
        array.add("NULL");
      } else if (item instanceof Iterable<?> nested) {
        array.add(array(nested));
      } else {
        array.add("\"" + item.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
      }
    }
    return array.toString();
  }

  private static String json(Object value) {
    try {
      return new ObjectMapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what YAML holds is JSON", e);
    }
  }
}
