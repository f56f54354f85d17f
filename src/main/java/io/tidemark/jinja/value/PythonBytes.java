package io.tidemark.jinja.value;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Python's bytes, as {@code 'text'.encode()} gives them: a sequence of the numbers 0 to 255.
 * Immutable.
 *
 * @param characters a character a byte: the byte itself, so that it can be searched and cut as text
 */
public record PythonBytes(String characters)
    implements Comparable<PythonBytes>, HasArithmetic, HasLength, HasText, HasType, Iterable<Long> {

  public static PythonBytes of(byte[] octets) {
    return new PythonBytes(new String(octets, StandardCharsets.ISO_8859_1));
  }

  public byte[] octets() {
    return characters.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The number at an index from 0 to below the length. */
  public long at(int index) {
    return characters.charAt(index);
  }

  @Override
  public Iterator<Long> iterator() {
    List<Long> numbers = new ArrayList<>(characters.length());
    characters.chars().forEach(octet -> numbers.add((long) octet));
    return numbers.iterator();
  }

  /** Python's {@code item in bytes}: a number or a part. */
  boolean contains(@Nullable Object item) {
    if (item instanceof PythonBytes part) {
      return characters.contains(part.characters);
    }
    if (item != null && Numbers.isInteger(item)) {
      long octet = Numbers.index(item);
      if (octet < 0 || octet > 255) {
        throw PythonException.value("byte must be in range(0, 256)");
      }
      return characters.indexOf((int) octet) >= 0;
    }
    throw PythonException.type("a bytes-like object is required, not '" + TypeName.of(item) + "'");
  }

  @Override
  public @Nullable Object operate(String operator, @Nullable Object other, boolean reflected) {
    if (operator.equals("+") && other instanceof PythonBytes more) {
      Sizes.checkText((long) characters.length() + more.characters.length());
      return new PythonBytes(
          reflected ? more.characters.concat(characters) : characters.concat(more.characters));
    }
    if (operator.equals("*") && other != null && Numbers.isInteger(other)) {
      long count = Math.max(0, Numbers.index(other));
      Sizes.checkText(count > Integer.MAX_VALUE ? count : count * characters.length());
      return new PythonBytes(characters.repeat((int) count));
    }
    return Missing.MISSING;
  }

  @Override
  public int length() {
    return characters.length();
  }

  @Override
  public String text() {
    StringBuilder out = new StringBuilder("b");
    StringLiteral.append(out, characters, true);
    return out.toString();
  }

  @Override
  public String typeName() {
    return "bytes";
  }

  @Override
  public int compareTo(PythonBytes other) {
    return characters.compareTo(other.characters);
  }

  @Override
  public String toString() {
    return text();
  }
}
