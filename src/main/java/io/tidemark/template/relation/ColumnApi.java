package io.tidemark.template.relation;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.PythonText;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code api.Column}: makes columns, and the names of types. */
public record ColumnApi() implements Callable, HasAttributes {

  private static final Pattern DESCRIPTION = Pattern.compile("([^(]+)(?:\\(([^)]+)\\))?(.*)");

  @Override
  public Object call(Arguments arguments) {
    BoundArguments parts =
        arguments.bind(2, "column", "dtype", "char_size", "numeric_precision", "numeric_scale");
    return new ColumnValue(
        PythonText.str(parts.get(0)),
        PythonText.str(parts.get(1)),
        number(parts.get(2)),
        number(parts.get(3)),
        number(parts.get(4)));
  }

  @Override
  public @Nullable Object attribute(String name) {
    return classMember(name);
  }

  @Override
  public Collection<String> attributeNames() {
    return List.of("create", "translate_type", "string_type", "numeric_type", "from_description");
  }

  /** What both the class and its columns have. */
  static Object classMember(String name) {
    if (name.equals("TYPE_LABELS")) {
      return new LinkedHashMap<Object, Object>(Map.of("STRING", "TEXT"));
    }
    Callable method =
        switch (name) {
          case "create" ->
              arguments ->
                  ColumnValue.of(
                      PythonText.str(arguments.get(0, "name")),
                      translated(PythonText.str(arguments.get(1, "label_or_dtype"))));
          case "translate_type" ->
              arguments -> translated(PythonText.str(arguments.get(0, "dtype")));
          case "string_type" -> arguments -> stringType(PythonText.str(arguments.get(0, "size")));
          case "numeric_type" ->
              arguments ->
                  numericType(
                      PythonText.str(arguments.get(0, "dtype")),
                      arguments.get(1, "precision"),
                      arguments.get(2, "scale"));
          case "from_description" ->
              arguments -> described(arguments.text(0, "name"), arguments.text(1, "raw_data_type"));
          default -> null;
        };
    return method == null ? Missing.MISSING : method;
  }

  /** A column by its type as PostgreSQL writes it: {@code numeric(10,2)}. */
  public static ColumnValue described(String name, String type) {
    Matcher parts = DESCRIPTION.matcher(type);
    if (!parts.matches() || parts.group(2) == null) {
      return ColumnValue.of(name, type);
    }
    String bare = parts.group(1) + parts.group(3);
    String[] sizes = parts.group(2).split(",", -1);
    try {
      Long first = Long.valueOf(sizes[0].strip());
      return switch (sizes.length) {
        case 1 -> new ColumnValue(name, bare, first, null, null);
        case 2 -> new ColumnValue(name, bare, null, first, Long.valueOf(sizes[1].strip()));
        default -> ColumnValue.of(name, bare);
      };
    } catch (NumberFormatException noSize) {
      return ColumnValue.of(name, type);
    }
  }

  static String stringType(String size) {
    return "character varying(" + size + ")";
  }

  static String numericType(String type, @Nullable Object precision, @Nullable Object scale) {
    return precision == null || scale == null
        ? type
        : type + "(" + PythonText.str(precision) + "," + PythonText.str(scale) + ")";
  }

  /** The database's name of a type that dbt has a name of its own for. */
  public static String translated(String type) {
    return type.equalsIgnoreCase("string") ? "TEXT" : type;
  }

  private static @Nullable Long number(@Nullable Object value) {
    return value == null ? null : Numbers.index(value);
  }
}
