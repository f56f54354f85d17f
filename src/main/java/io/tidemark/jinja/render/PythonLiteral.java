package io.tidemark.jinja.render;

import io.tidemark.jinja.operator.Arithmetic;
import io.tidemark.jinja.value.DictKeys;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.PythonBytes;
import io.tidemark.jinja.value.PythonComplex;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.StringEscapes;
import io.tidemark.jinja.value.Tuple;
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
          "0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+"
              + "|(?:\\d(?:_?\\d)*\\.?(?:\\d(?:_?\\d)*)?|\\.\\d(?:_?\\d)*)"
              + "(?:[eE][+-]?\\d(?:_?\\d)*)?");
  private static final Pattern STRING =
      Pattern.compile("([uU]|[bB]?[rR]?|[rR][bB])(\"\"\"|\'\'\'|\"|\')");

  private final String text;
  private int at;
  private int open;
  private boolean begun;
  private boolean signed;
  private boolean trailingComma;

  private PythonLiteral(String text) {
    this.text = text;
  }

  /** The value, with {@link #NONE} for None at the top; empty if the text is no literal. */
  static Optional<Object> parse(String text) {
    PythonLiteral literal = new PythonLiteral(text.replace("\r\n", "\n").replace('\r', '\n'));
    try {
      Object value = literal.tupleOrValue();
      literal.begun = false;
      literal.skipSpace();
      boolean whole = literal.at == literal.text.length() && !text.endsWith("\\\n");
      return whole ? Optional.of(value == null ? NONE : value) : Optional.empty();
    } catch (IllegalArgumentException | IndexOutOfBoundsException | PythonException notLiteral) {
      return Optional.empty();
    }
  }

  private static IllegalArgumentException refused() {
    return new IllegalArgumentException("not a literal");
  }

  /** Blanks and comments; a line's end too where the literal has not begun or is in brackets. */
  private void skipSpace() {
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean lineEnd = c == '\n' && (open > 0 || !begun);
      if (c == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (c == '\\' && text.startsWith("\n", at + 1)) {
        at += 2;
      } else if (c == ' ' || c == '\t' || c == '\f' || lineEnd) {
        at++;
      } else {
        return;
      }
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
    skipSpace();
    begun = true;
    Object first = value();
    if (!take(',')) {
      return first;
    }
    List<@Nullable Object> items = new ArrayList<>();
    items.add(first);
    skipSpace();
    while (at < text.length() && text.charAt(at) != '\n') {
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
    if (c != '-' && c != '+') {
      signed = false;
      return withImaginary(primary());
    }
    at++;
    signed = false;
    Object number = primary();
    boolean isNumber = Numbers.isNumber(number) || number instanceof PythonComplex;
    if (number instanceof Boolean || !isNumber || signed) {
      throw refused();
    }
    Object value = c == '-' ? Arithmetic.negate(number) : number;
    signed = true;
    return withImaginary(value);
  }

  /** A number that an imaginary one is added to, as in {@code 1+2j}. */
  private @Nullable Object withImaginary(@Nullable Object value) {
    skipSpace();
    boolean isReal = Numbers.isNumber(value) && !(value instanceof Boolean);
    if (!isReal || at >= text.length() || "+-".indexOf(text.charAt(at)) < 0) {
      return value;
    }
    String operator = text.substring(at, ++at);
    signed = false;
    if (!(primary() instanceof PythonComplex imaginary) || signed) {
      throw refused();
    }
    signed = true;
    return Arithmetic.binary(operator, value, imaginary);
  }

  private @Nullable Object primary() {
    skipSpace();
    char c = text.charAt(at);
    if (c == '[') {
      at++;
      return items(']');
    }
    if (c == '(') {
      at++;
      List<@Nullable Object> items = items(')');
      return items.size() == 1 && !trailingComma ? items.get(0) : Tuple.copyOf(items);
    }
    if (c == '{') {
      at++;
      open++;
      Object value = dictOrSet();
      open--;
      return value;
    }
    if (beginsString()) {
      return strings();
    }
    return Character.isDigit(c) || c == '.' ? number() : word();
  }

  private boolean beginsString() {
    return STRING.matcher(text).region(at, text.length()).lookingAt();
  }

  /** Strings that stand one after the other are one. */
  private Object strings() {
    StringBuilder joined = new StringBuilder();
    int bytes = 0;
    int count = 0;
    while (at < text.length() && beginsString()) {
      bytes += string(joined) ? 1 : 0;
      count++;
      skipSpace();
    }
    if (bytes != 0 && bytes != count) {
      throw refused();
    }
    return bytes == 0 ? joined.toString() : new PythonBytes(joined.toString());
  }

  private List<@Nullable Object> items(char close) {
    open++;
    List<@Nullable Object> items = new ArrayList<>();
    boolean comma = false;
    while (!take(close)) {
      items.add(value());
      comma = take(',');
      if (!comma) {
        if (!take(close)) {
          throw refused();
        }
        break;
      }
    }
    open--;
    trailingComma = comma;
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

  /** Reads a string; whether it is one of bytes. */
  private boolean string(StringBuilder into) {
    Matcher opening = STRING.matcher(text).region(at, text.length());
    if (!opening.lookingAt()) {
      throw refused();
    }
    String prefix = opening.group(1).toLowerCase(Locale.ROOT);
    String quote = opening.group(2);
    int start = opening.end();
    int end = start;
    while (!text.startsWith(quote, end)) {
      if (text.charAt(end) == '\n' && quote.length() == 1) {
        throw refused();
      }
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    at = end + quote.length();
    String raw = text.substring(start, end);
    boolean bytes = prefix.contains("b");
    if (bytes && !raw.chars().allMatch(c -> c < 128)) {
      throw refused();
    }
    if (prefix.contains("r")) {
      into.append(raw);
    } else {
      // Bytes know no characters by their Unicode number or name.
      into.append(
          StringEscapes.decode(
              bytes ? raw.replaceAll("(?<!\\\\)((?:\\\\{2})*)\\\\(?=[uUN])", "$1\\\\\\\\") : raw));
    }
    return bytes;
  }

  private Object number() {
    Matcher matcher = NUMBER.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw refused();
    }
    at = matcher.end();
    boolean imaginary = at < text.length() && "jJ".indexOf(text.charAt(at)) >= 0;
    at += imaginary ? 1 : 0;
    if (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
      throw refused();
    }
    String digits = matcher.group().replace("_", "").toLowerCase(Locale.ROOT);
    if (imaginary) {
      return new PythonComplex(0, Double.parseDouble(digits));
    }
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
      case "set" -> {
        if (!take('(') || !take(')')) {
          throw refused();
        }
        yield new LinkedHashSet<>();
      }
      default -> throw refused();
    };
  }
}
