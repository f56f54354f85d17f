package io.tidemark.template.relation;

import java.util.Map;

/**
 * What dbt's driver calls the type of a query's column: one name for all texts, whatever their
 * length, and so on. Contracts are compared by these names.
 */
public final class DriverType {

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("bool", "BOOLEAN"),
          Map.entry("bytea", "BINARY"),
          Map.entry("char", "TEXT"),
          Map.entry("name", "TEXT"),
          Map.entry("text", "TEXT"),
          Map.entry("bpchar", "TEXT"),
          Map.entry("varchar", "TEXT"),
          Map.entry("int2", "INTEGER"),
          Map.entry("int4", "INTEGER"),
          Map.entry("int8", "LONGINTEGER"),
          Map.entry("smallserial", "INTEGER"),
          Map.entry("serial", "INTEGER"),
          Map.entry("bigserial", "LONGINTEGER"),
          Map.entry("float4", "FLOAT"),
          Map.entry("float8", "FLOAT"),
          Map.entry("numeric", "DECIMAL"),
          Map.entry("date", "DATE"),
          Map.entry("time", "TIME"),
          Map.entry("timetz", "TIME"),
          Map.entry("timestamp", "DATETIME"),
          Map.entry("timestamptz", "DATETIMETZ"),
          Map.entry("interval", "INTERVAL"),
          Map.entry("oid", "ROWID"),
          Map.entry("json", "JSON"),
          Map.entry("jsonb", "JSONB"));

  private DriverType() {}

  /**
   * The driver's name.
   *
   * @param serverName as the server's catalog calls the type: {@code int4}, {@code _text}
   */
  public static String of(String serverName) {
    if (serverName.startsWith("_")) {
      String element = serverName.substring(1);
      String name = NAMES.get(element);
      return name == null ? serverName : (name.equals("TEXT") ? "STRING" : name) + "ARRAY";
    }
    return NAMES.getOrDefault(serverName, serverName);
  }
}
