package io.tidemark.postgres;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGInterval;

/** Reads rows with values of the types that {@link StatementAnswer} names. */
final class TypedValues {

  private static final Set<String> INTEGERS = Set.of("int2", "int4", "int8", "oid");
  private static final LocalDateTime LAST = LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000);
  private static final LocalDateTime FIRST = LocalDateTime.of(1, 1, 1, 0, 0);

  private TypedValues() {}

  static List<String> columns(ResultSet row) throws SQLException {
    ResultSetMetaData described = row.getMetaData();
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= described.getColumnCount(); i++) {
      columns.add(described.getColumnLabel(i));
    }
    return columns;
  }

  /** The rest of the rows; at most so many. */
  static List<List<@Nullable Object>> rows(ResultSet row, int limit) throws SQLException {
    ResultSetMetaData described = row.getMetaData();
    List<String> types = new ArrayList<>();
    for (int i = 1; i <= described.getColumnCount(); i++) {
      types.add(described.getColumnTypeName(i));
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    while (rows.size() < limit && row.next()) {
      List<@Nullable Object> values = new ArrayList<>();
      for (int i = 0; i < types.size(); i++) {
        values.add(value(row, i + 1, types.get(i)));
      }
      rows.add(values);
    }
    return rows;
  }

  private static @Nullable Object value(ResultSet row, int column, String type)
      throws SQLException {
    String text = row.getString(column);
    if (text == null) {
      return null;
    }
    if (INTEGERS.contains(type) || type.endsWith("serial")) {
      return Long.valueOf(text);
    }
    return switch (type) {
      case "bool" -> row.getBoolean(column);
      case "numeric" -> number(text);
      case "float4", "float8" -> Double.valueOf(text);
      case "date" ->
          endless(text) ? end(text).toLocalDate() : row.getObject(column, LocalDate.class);
      case "timestamp" -> endless(text) ? end(text) : row.getObject(column, LocalDateTime.class);
      case "timestamptz" ->
          endless(text)
              ? end(text).atOffset(ZoneOffset.UTC)
              : row.getObject(column, OffsetDateTime.class);
      case "interval" -> duration(text, row, column);
      case "json", "jsonb" -> new JsonDocument(text);
      case "time", "timetz" -> DriverText.time(text);
      default ->
          type.startsWith("_")
              ? list(row.getArray(column))
              : type.endsWith("range") ? DriverText.range(text) : text;
    };
  }

  private static boolean endless(String text) {
    return text.endsWith("infinity");
  }

  /** As Python's driver takes it: the last moment or the first that it has. */
  private static LocalDateTime end(String text) {
    return text.startsWith("-") ? FIRST : LAST;
  }

  /** As Python's driver takes it: a month has 30 days, a year 365. */
  private static Object duration(String text, ResultSet row, int column) throws SQLException {
    if (!(row.getObject(column) instanceof PGInterval interval)) {
      return text;
    }
    long days = interval.getYears() * 365L + interval.getMonths() * 30L + interval.getDays();
    return Duration.ofDays(days)
        .plusHours(interval.getHours())
        .plusMinutes(interval.getMinutes())
        .plusSeconds(interval.getWholeSeconds())
        .plusNanos(interval.getMicroSeconds() * 1000L);
  }

  private static Object number(String text) {
    boolean finite = Character.isDigit(text.charAt(text.length() - 1));
    return finite ? (Object) new BigDecimal(text) : Double.valueOf(text);
  }

  private static @Nullable Object list(@Nullable Array array) throws SQLException {
    return array == null ? null : plain(array.getArray());
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Object[] items) {
      List<@Nullable Object> list = new ArrayList<>();
      for (Object item : items) {
        list.add(plain(item));
      }
      return list;
    }
    if (value instanceof Integer || value instanceof Short) {
      return ((Number) value).longValue();
    }
    if (value instanceof Timestamp moment) {
      return moment.toLocalDateTime();
    }
    if (value instanceof Float) {
      return ((Number) value).doubleValue();
    }
    return value == null || value instanceof Number || value instanceof Boolean
        ? value
        : value.toString();
  }
}
