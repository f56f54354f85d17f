package io.tidemark.template.relation;

import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasText;
import io.tidemark.jinja.value.HasType;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A column in a template, as dbt's {@code api.Column} has it.
 *
 * @param name its name
 * @param dtype its type without length and precision
 * @param charSize the length of a text type; null for none
 * @param precision of a numeric type; null for none
 * @param scale of a numeric type; null for none
 */
public record ColumnValue(
    String name,
    String dtype,
    @Nullable Long charSize,
    @Nullable Long precision,
    @Nullable Long scale)
    implements HasAttributes, HasText, HasType {

  private static final long ANY_SIZE = 256;

  private static final Set<String> STRINGS =
      Set.of("text", "character varying", "character", "varchar");
  private static final Set<String> INTEGERS =
      Set.of(
          "smallint",
          "integer",
          "bigint",
          "smallserial",
          "serial",
          "bigserial",
          "int2",
          "int4",
          "int8",
          "serial2",
          "serial4",
          "serial8");
  private static final Set<String> FLOATS =
      Set.of("real", "float4", "float", "double precision", "float8", "double");
  private static final Set<String> NUMERICS = Set.of("numeric", "decimal");

  static final List<String> NAMES =
      List.of(
          "name",
          "column",
          "quoted",
          "dtype",
          "data_type",
          "char_size",
          "numeric_precision",
          "numeric_scale",
          "is_string",
          "is_number",
          "is_integer",
          "is_float",
          "is_numeric",
          "string_size",
          "can_expand_to",
          "literal",
          "string_type",
          "numeric_type",
          "translate_type");

  /** A column of a type of which nothing more is known. */
  static ColumnValue of(String name, String dtype) {
    return new ColumnValue(name, dtype, null, null, null);
  }

  /** The type as it stands in a statement: {@code character varying(10)}. */
  public String dataType() {
    String lower = dtype.toLowerCase(Locale.ROOT);
    if (lower.equals("text") || (lower.equals("character varying") && charSize == null)) {
      return dtype;
    }
    if (isString()) {
      return ColumnApi.stringType(String.valueOf(stringSize()));
    }
    return NUMERICS.contains(lower) ? ColumnApi.numericType(dtype, precision, scale) : dtype;
  }

  /** True for texts of any length. */
  public boolean isString() {
    return STRINGS.contains(dtype.toLowerCase(Locale.ROOT));
  }

  private boolean is(Set<String> types) {
    return types.contains(dtype.toLowerCase(Locale.ROOT));
  }

  /** The length of a text; 256 where it has none. */
  public long stringSize() {
    if (!isString()) {
      throw PythonException.type("Called string_size() on non-string field!");
    }
    return dtype.equals("text") || charSize == null ? ANY_SIZE : charSize;
  }

  /** True if a value of the other one may be too long for this one. */
  public boolean canExpandTo(ColumnValue other) {
    return isString() && other.isString() && other.stringSize() > stringSize();
  }

  @Override
  public @Nullable Object attribute(String attribute) {
    return switch (attribute) {
      case "name", "column" -> name;
      case "quoted" -> '"' + name + '"';
      case "dtype" -> dtype;
      case "data_type", "expanded_data_type" -> dataType();
      case "char_size" -> charSize;
      case "numeric_precision" -> precision;
      case "numeric_scale" -> scale;
      case "is_string" -> (Callable) arguments -> isString();
      case "is_integer" -> (Callable) arguments -> is(INTEGERS);
      case "is_float" -> (Callable) arguments -> is(FLOATS);
      case "is_numeric" -> (Callable) arguments -> is(NUMERICS);
      case "is_number" -> (Callable) arguments -> is(INTEGERS) || is(FLOATS) || is(NUMERICS);
      case "string_size" -> (Callable) arguments -> stringSize();
      case "can_expand_to" ->
          (Callable)
              arguments ->
                  arguments.get(0, "other_column") instanceof ColumnValue other
                      && canExpandTo(other);
      case "literal" ->
          (Callable) arguments -> PythonText.str(arguments.get(0, "value")) + "::" + dataType();
      default -> ColumnApi.classMember(attribute);
    };
  }

  @Override
  public Collection<String> attributeNames() {
    return NAMES;
  }

  @Override
  public String text() {
    return "PostgresColumn(column="
        + PythonText.repr(name)
        + ", dtype="
        + PythonText.repr(dtype)
        + ", char_size="
        + PythonText.repr(charSize)
        + ", numeric_precision="
        + PythonText.repr(precision)
        + ", numeric_scale="
        + PythonText.repr(scale)
        + ")";
  }

  @Override
  public String typeName() {
    return "PostgresColumn";
  }
}
