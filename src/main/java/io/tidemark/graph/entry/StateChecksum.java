package io.tidemark.graph.entry;

import io.tidemark.jinja.value.PythonText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The checksums by which dbt sees that a contract or a unit test is another one: of what Python
 * prints of its objects, so that they are the same for the same project.
 */
final class StateChecksum {

  private StateChecksum() {}

  /**
   * Of an enforced contract.
   *
   * @param entry the model's entry in the manifest, with columns and constraints
   */
  static String ofContract(Map<String, @Nullable Object> entry, String materialized) {
    StringBuilder state = new StringBuilder();
    Map<String, Object> columns = new TreeMap<>();
    if (entry.get("columns") instanceof Map<?, ?> written) {
      written.forEach((name, column) -> columns.put(String.valueOf(name), column));
    }
    columns.forEach(
        (name, column) -> {
          Map<?, ?> values = (Map<?, ?>) column;
          state
              .append('|')
              .append(name)
              .append(PythonText.str(values.get("data_type")))
              .append(constraints("ColumnLevelConstraint", values.get("constraints")));
        });
    if (materialized.equals("table") || materialized.equals("incremental")) {
      state
          .append(materialized)
          .append(constraints("ModelLevelConstraint", entry.get("constraints")));
    }
    return sha256(state.toString());
  }

  /** Of a unit test's entry: all of it but its description. */
  static String ofUnitTest(Map<String, @Nullable Object> entry) {
    StringBuilder state = new StringBuilder();
    List<?> given = entry.get("given") instanceof List<?> inputs ? inputs : List.of();
    state
        .append(PythonText.str(entry.get("model")))
        .append('-')
        .append(object("UnitTestNodeVersions", entry.get("versions"), "include", "exclude"))
        .append('-')
        .append(
            given.stream()
                .map(one -> fixture("UnitTestInputFixture", one, "input"))
                .collect(Collectors.joining(", ", "[", "]")))
        .append('-')
        .append(fixture("UnitTestOutputFixture", entry.get("expect"), null))
        .append('-')
        .append(object("UnitTestOverrides", entry.get("overrides"), "macros", "vars", "env_vars"));
    for (Object one : given) {
      if (one instanceof Map<?, ?> input && input.get("fixture") != null) {
        state.append('-').append(PythonText.str(input.get("rows")));
      }
    }
    return sha256(state.toString());
  }

  private static String constraints(String type, @Nullable Object constraints) {
    List<?> all = constraints instanceof List<?> list ? list : List.of();
    return all.stream()
        .map(one -> constraint(type, (Map<?, ?>) one))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String constraint(String type, Map<?, ?> constraint) {
    String kind = String.valueOf(constraint.get("type"));
    String fields =
        constraint.entrySet().stream()
            .filter(field -> !"type".equals(field.getKey()))
            .map(field -> field.getKey() + "=" + PythonText.repr(field.getValue()))
            .collect(Collectors.joining(", "));
    return "%s(type=<ConstraintType.%s: '%s'>, %s)".formatted(type, kind, kind, fields);
  }

  private static String fixture(String type, @Nullable Object fixture, @Nullable String first) {
    Map<?, ?> values = fixture instanceof Map<?, ?> map ? map : Map.of();
    String format = String.valueOf(values.get("format"));
    String name =
        switch (format) {
          case "csv" -> "CSV";
          case "sql" -> "SQL";
          default -> "Dict";
        };
    return "%s(%srows=%s, format=<UnitTestFormat.%s: '%s'>, fixture=%s)"
        .formatted(
            type,
            first == null ? "" : first + "=" + PythonText.repr(values.get(first)) + ", ",
            PythonText.repr(values.get("rows")),
            name,
            format,
            PythonText.repr(values.get("fixture")));
  }

  private static String object(String type, @Nullable Object value, String... fields) {
    return value instanceof Map<?, ?> map
        ? List.of(fields).stream()
            .map(field -> field + "=" + PythonText.repr(map.get(field)))
            .collect(Collectors.joining(", ", type + "(", ")"))
        : "None";
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
