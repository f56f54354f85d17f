package io.tidemark.template.table;

import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasText;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.PythonText;
import java.time.LocalDate;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/** What a column of a table holds, by agate's names, with the type of PostgreSQL that dbt takes. */
enum DataType implements HasText, HasAttributes {
  INTEGER("Integer", "dbt_common.clients.agate_helper", "integer"),
  NUMBER("Number", "dbt_common.clients.agate_helper", "float8"),
  DATE("Date", "agate.data_types.date", "date"),
  DATETIME("DateTime", "agate.data_types.date_time", "timestamp without time zone"),
  BOOLEAN("Boolean", "agate.data_types.boolean", "boolean"),
  TIME_DELTA("TimeDelta", "agate.data_types.time_delta", "time"),
  TEXT("Text", "agate.data_types.text", "text");

  private final String agate;
  private final String module;
  private final String sql;

  DataType(String agate, String module, String sql) {
    this.agate = agate;
    this.module = module;
    this.sql = sql;
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
          case "jsonify" -> arguments -> plain(arguments.get(0, "d"));
          case "csvify" -> arguments -> written(arguments.get(0, "d"));
          case "cast" ->
              arguments -> {
                Object value = arguments.get(0, "d");
                Object cast = CellCast.own(this, value);
                if (cast == Missing.MISSING) {
                  throw arguments.error(
                      "Can not parse value \"%s\" as %s.".formatted(PythonText.str(value), agate));
                }
                return cast;
              };
          case "test" -> arguments -> CellCast.own(this, arguments.get(0, "d")) != Missing.MISSING;
          default -> null;
        };
    return method == null ? Missing.MISSING : method;
  }

  /** As JSON can hold it: agate makes floats of numbers and texts of times. */
  @Nullable Object plain(@Nullable Object value) {
    if (value == null || this == BOOLEAN || this == INTEGER) {
      return value;
    }
    return this == NUMBER && value instanceof Number number ? number.doubleValue() : written(value);
  }

  /** As a file of values between commas has it. */
  @Nullable String written(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    return this == DATETIME && value instanceof TemporalAccessor && !(value instanceof LocalDate)
        ? PythonText.str(value).replace(' ', 'T')
        : PythonText.str(value);
  }
}
