package io.tidemark.jinja.render;

import io.tidemark.jinja.operator.Arithmetic;
import io.tidemark.jinja.value.DictKeys;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.StringEscapes;
import io.tidemark.jinja.value.Tuple;
import io.tidemark.jinja.value.Whitespace;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Python's {@code ast.literal_eval}: reads a literal, runs nothing. One use reads one text. */
final class PythonLiteral {
  /** Stands for None, since an Optional can't hold it. */
  static final Object NONE = Missing.MISSING;

  private static final Pattern NUMBER =
      Pattern.compile(
          "0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+"
              + "|(?:\\d(?:_?\\d)*\\.?(?:\\d(?:_?\\d)*)?|\\.\\d(?:_?\\d)*)(?:[eE][+-]?\\d+)?");

  private final String text;
  private int at;

  private PythonLiteral(String text) {
    this.text = text;
  }

  /** The value, with {@link #NONE} for None at the top; empty if the text is no literal. */
  static Optional<Object> parse(String text) {
    PythonLiteral literal = new PythonLiteral(text.stripLeading());
    try {
      Object value = literal.tupleOrValue();
      literal.skipSpace();
      boolean whole = literal.at == literal.text.length();
      return whole ? Optional.of(value == null ? NONE : value) : Optional.empty();
    } catch (IllegalArgumentException | IndexOutOfBoundsException | PythonException notLiteral) {
      return Optional.empty();
    }
  }

  private static IllegalArgumentException refused() {
    return new IllegalArgumentException("not a literal");
  }

  private void skipSpace() {
    while (at < text.length() && Whitespace.isSpace(text.charAt(at))) {
      at++;
    }
  }

  private boolean take(char wanted) {
    skipSpace();
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private @Nullable Object tupleOrValue() {
    Object first = value();
    if (!take(',')) {
      return first;
    }
    List<@Nullable Object> items = new ArrayList<>();
    items.add(first);
    skipSpace();
    while (at < text.length()) {
      items.add(value());
      if (!take(',')) {
        break;
      }
      skipSpace();
    }
    return Tuple.copyOf(items);
  }

  private @Nullable Object value() {
    skipSpace();
    char c = text.charAt(at);
    if (c == '[') {
      at++;
      return items(']');
    }
    if (c == '(') {
      at++;
      int before = at;
      List<@Nullable Object> items = items(')');
      boolean single =
          items.size() == 1 && text.substring(before, at - 1).stripTrailing().endsWith(",");
      return items.size() == 1 && !single ? items.get(0) : Tuple.copyOf(items);
    }
    if (c == '{') {
      at++;
      return dictOrSet();
    }
    if (c == '\'' || c == '"') {
      StringBuilder joined = new StringBuilder();
      while (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"')) {
        joined.append(string());
        skipSpace();
      }
      return joined.toString();
    }
    if (c == '-' || c == '+') {
      at++;
      Object number = value();
      if (number instanceof Boolean || !Numbers.isNumber(number)) {
        throw refused();
      }
      return c == '-' ? Arithmetic.negate(number) : number;
    }
    return Character.isDigit(c) || c == '.' ? number() : word();
  }

  private List<@Nullable Object> items(char close) {
    List<@Nullable Object> items = new ArrayList<>();
    while (!take(close)) {
      items.add(value());
      if (!take(',')) {
        if (!take(close)) {
          throw refused();
        }
        break;
      }
    }
    return items;
  }

  private Object dictOrSet() {
    Map<@Nullable Object, @Nullable Object> dict = new LinkedHashMap<>();
    if (take('}')) {
      return dict;
    }
    Object first = value();
    if (!take(':')) {
      Set<@Nullable Object> set = new LinkedHashSet<>();
      DictKeys.add(set, first);
      if (take(',')) {
        items('}').forEach(item -> DictKeys.add(set, item));
      } else if (!take('}')) {
        throw refused();
      }
      return set;
    }
    DictKeys.put(dict, first, value());
    while (take(',')) {
      skipSpace();
      if (text.charAt(at) == '}') {
        break;
      }
      Object key = value();
      if (!take(':')) {
        throw refused();
      }
      DictKeys.put(dict, key, value());
    }
    if (!take('}')) {
      throw refused();
    }
    return dict;
  }

  private String string() {
    char quote = text.charAt(at++);
    int start = at;
    while (text.charAt(at) != quote) {
      if (text.charAt(at) == '\n') {
        throw refused();
      }
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return StringEscapes.decode(text.substring(start, at++));
  }

  private Object number() {
    Matcher matcher = NUMBER.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw refused();
    }
    at = matcher.end();
    if (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
      throw refused();
    }
    String digits = matcher.group().replace("_", "").toLowerCase(Locale.ROOT);
    if (digits.startsWith("0x")) {
      return Numbers.shrink(new BigInteger(digits.substring(2), 16));
    }
    if (digits.startsWith("0o") || digits.startsWith("0b")) {
      return Numbers.shrink(new BigInteger(digits.substring(2), digits.charAt(1) == 'o' ? 8 : 2));
    }
    if (digits.chars().allMatch(Character::isDigit)) {
      BigInteger integer = new BigInteger(digits);
      if (digits.length() > 1 && digits.charAt(0) == '0' && integer.signum() != 0) {
        throw refused();
      }
      return Numbers.shrink(integer);
    }
    return Double.valueOf(digits);
  }

  private @Nullable Object word() {
    int start = at;
    while (at < text.length() && Character.isLetter(text.charAt(at))) {
      at++;
    }
    return switch (text.substring(start, at)) {
      case "True" -> true;
      case "False" -> false;
      case "None" -> null;
      default -> throw refused();
    };
  }
}
