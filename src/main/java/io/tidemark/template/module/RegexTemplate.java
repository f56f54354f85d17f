package io.tidemark.template.module;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.value.PythonException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/**
 * What {@code re.sub} puts in the place of what was found: text, and groups ({@code \1}, {@code
 * \g<name>}). Immutable.
 */
final class RegexTemplate {
  /** A piece: a String, or the Integer of a group. */
  private final List<Object> pieces = new ArrayList<>();

  private RegexTemplate() {}

  /**
   * Reads a template.
   *
   * @throws PythonException if it names a group that the expression has not, used or not
   */
  static RegexTemplate parse(String template, RegexGroups groups) {
    RegexTemplate parsed = new RegexTemplate();
    RegexSource source = new RegexSource(template);
    StringBuilder text = new StringBuilder();
    while (!source.atEnd()) {
      int start = source.at();
      int c = source.next();
      if (c != '\\') {
        text.appendCodePoint(c);
        continue;
      }
      Integer group = reference(source, start, groups);
      if (group == null) {
        text.append(escaped(source, start));
      } else {
        parsed.pieces.add(text.toString());
        parsed.pieces.add(group);
        text.setLength(0);
      }
    }
    parsed.pieces.add(text.toString());
    return parsed;
  }

  private static @Nullable Integer reference(RegexSource source, int start, RegexGroups groups) {
    int next = source.peek();
    int number;
    if (next == 'g') {
      source.next();
      if (!source.take("<")) {
        throw source.error("missing <", source.at());
      }
      int at = source.at();
      String name = source.until(">", "group name");
      if (RegexSource.isName(name)) {
        Integer named = groups.number(name);
        if (named == null) {
          throw new PythonException(ErrorKind.INDEX, "unknown group name '" + name + "'");
        }
        return named;
      }
      if (name.length() > 9 || !name.chars().allMatch(c -> c >= '0' && c <= '9')) {
        throw source.error("bad character in group name '" + name + "'", at);
      }
      number = Integer.parseInt(name);
    } else if (next >= '1' && next <= '9') {
      int at = source.at();
      if (source.octal() != null) {
        source.back(at);
        return null;
      }
      number = Integer.parseInt(source.digits(2));
    } else {
      return null;
    }
    if (number > groups.count()) {
      throw source.error("invalid group reference " + number, start + 1);
    }
    return number;
  }

  private static String escaped(RegexSource source, int start) {
    if (source.atEnd()) {
      throw source.error("bad escape (end of pattern)", start);
    }
    Integer octal = source.octal();
    if (octal != null) {
      return Character.toString(octal);
    }
    int c = source.next();
    return switch (c) {
      case 'a' -> "\u0007";
      case 'b' -> "\b";
      case 'f' -> "\f";
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 't' -> "\t";
      case 'v' -> "\u000b";
      case '\\' -> "\\";
      case '0' -> {
        int second = source.peek();
        boolean two = second >= '0' && second <= '7';
        yield Character.toString(two ? Character.digit(source.next(), 8) : 0);
      }
      default -> {
        if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) {
          throw source.error("bad escape \\" + Character.toString(c), start);
        }
        yield "\\" + Character.toString(c);
      }
    };
  }

  String expand(MatchResult match) {
    StringBuilder text = new StringBuilder();
    for (Object piece : pieces) {
      if (piece instanceof Integer group) {
        String found = match.group(group);
        text.append(found == null ? "" : found);
      } else {
        text.append(piece);
      }
    }
    return text.toString();
  }
}
