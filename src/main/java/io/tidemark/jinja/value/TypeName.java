package io.tidemark.jinja.value;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Python calls the type of a value. */
public final class TypeName {
  private TypeName() {}

  /** As error texts name it: {@code int}, {@code NoneType}. */
  public static String of(@Nullable Object value) {
    if (value == null) {
      return "NoneType";
    }
    if (value instanceof HasType typed) {
      return typed.typeName();
    }
    if (value instanceof String) {
      return "str";
    }
    if (value instanceof Markup) {
      return "Markup";
    }
    if (value instanceof Boolean) {
      return "bool";
    }
    if (value instanceof Number) {
      return numberType(value);
    }
    if (value instanceof NamedTuple) {
      return "_GroupTuple";
    }
    return containerType(value);
  }

  private static String numberType(Object value) {
    if (value instanceof Double || value instanceof Float) {
      return "float";
    }
    return value instanceof BigDecimal ? "decimal.Decimal" : "int";
  }

  private static String containerType(Object value) {
    if (value instanceof Tuple) {
      return "tuple";
    }
    if (value instanceof List) {
      return "list";
    }
    if (value instanceof Map) {
      return "dict";
    }
    if (value instanceof Set) {
      return "set";
    }
    if (value instanceof Undefined) {
      return "Undefined";
    }
    if (value instanceof LocalDate) {
      return "datetime.date";
    }
    if (value instanceof LocalTime || value instanceof ZonedTime) {
      return "datetime.time";
    }
    if (value instanceof TemporalAccessor) {
      return "datetime.datetime";
    }
    return value instanceof Callable ? "function" : "object";
  }

  /** As Jinja2 names the type of an object without some attribute, with its module. */
  static String qualified(Object value) {
    if (value instanceof Markup) {
      return "markupsafe.Markup";
    }
    if (value instanceof Undefined) {
      return "jinja2.runtime.Undefined";
    }
    return value instanceof NamedTuple ? "jinja2.filters._GroupTuple" : of(value);
  }
}
