package io.tidemark.template.table;

import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasText;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.PythonText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a column of a table holds, by agate's names, with the type of PostgreSQL that dbt takes. */
enum DataType implements HasText, HasAttributes {
  INTEGER("Integer", "dbt_common.clients.agate_helper", "integer"),
  NUMBER("Number", "dbt_common.clients.agate_helper", "float8"),
  DATE("Date", "agate.data_types.date", "date"),
  DATETIME("DateTime", "agate.data_types.date_time", "timestamp without time zone"),
  BOOLEAN("Boolean", "agate.data_types.boolean", "boolean"),
  TEXT("Text", "agate.data_types.text", "text");

  private final String agate;
  private final String module;
  private final String sql;

  DataType(String agate, String module, String sql) {
    this.agate = agate;
    this.module = module;
    this.sql = sql;
  }

  /** The type of the values that are there; a column without any is one of integers, as in dbt. */
  static DataType of(List<? extends @Nullable Object> values) {
    DataType type = null;
    for (Object value : values) {
      if (value != null) {
        DataType own = of(value);
        type = type == null ? own : type.with(own);
      }
    }
    return Objects.requireNonNullElse(type, INTEGER);
  }

  private DataType with(DataType other) {
    if (this == other) {
      return this;
    }
    return isNumber() && other.isNumber() ? NUMBER : TEXT;
  }

  /** Whether its values are numbers. */
  boolean isNumber() {
    return this == INTEGER || this == NUMBER;
  }

  private static DataType of(Object value) {
    if (value instanceof Boolean) {
      return BOOLEAN;
    }
    if (value instanceof BigDecimal) {
      return NUMBER;
    }
    if (value instanceof Long || value instanceof BigInteger) {
      return INTEGER;
    }
    if (value instanceof LocalDate) {
      return DATE;
    }
    return value instanceof TemporalAccessor ? DATETIME : TEXT;
  }

  /** By the name of agate. */
  String attributeName() {
    return agate;
  }

  /** The type that a column of such values gets in the database. */
  String sql() {
    return sql;
  }

  @Override
  public String text() {
    return "<" + module + "." + agate + " object at 0x" + Integer.toHexString(hashCode()) + ">";
  }

  @Override
  public @Nullable Object attribute(String name) {
    Callable method =
        switch (name) {
          case "name" -> arguments -> agate;
          case "jsonify" -> arguments -> plain(arguments.get(0, "d"));
          default -> null;
        };
    return method == null ? Missing.MISSING : method;
  }

  /** As JSON can hold it: agate makes floats of numbers and texts of times. */
  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Boolean || value == null) {
      return value;
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    return value instanceof TemporalAccessor time ? time.toString() : PythonText.str(value);
  }
}
