package io.tidemark.template.module;

import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasLength;
import io.tidemark.jinja.value.HasText;
import io.tidemark.jinja.value.HasType;
import io.tidemark.jinja.value.Missing;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A flag of Python's re: a whole number that prints as its name. Immutable. */
final class RegexFlag extends Number implements HasAttributes, HasLength, HasText, HasType {
  private static final long serialVersionUID = 1L;

  /** Python's class of the flags. */
  static final HasText CLASS = () -> "<flag 'RegexFlag'>";

  private final String name;
  private final long value;

  RegexFlag(String name, long value) {
    this.name = name;
    this.value = value;
  }

  @Override
  public @Nullable Object attribute(String attribute) {
    return switch (attribute) {
      case "name" -> name;
      case "value" -> value;
      default -> Missing.MISSING;
    };
  }

  @Override
  public Collection<String> attributeNames() {
    return List.of("name", "value");
  }

  @Override
  public String text() {
    return "re." + name;
  }

  @Override
  public String typeName() {
    return "RegexFlag";
  }

  @Override
  public int length() {
    return Long.bitCount(value);
  }

  @Override
  public int intValue() {
    return (int) value;
  }

  @Override
  public long longValue() {
    return value;
  }

  @Override
  public float floatValue() {
    return value;
  }

  @Override
  public double doubleValue() {
    return value;
  }

  /** The number, as JSON has it. */
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
