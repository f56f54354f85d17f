package io.tidemark.template.module;

import io.tidemark.jinja.value.PythonException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of Python, checked as Python checks it and rewritten as Java takes it. One
 * use rewrites one text. What Java reads otherwise (white space in a verbose one, what a word is,
 * where a line ends) is written out.
 */
final class RegexText {
  private static final String SPECIAL = "\\.^$*+?{}[]|()-&~# \t\n\r\u000b\f";
  private static final Set<String> KINDS = Set.of("=", "!", "<=", "<!", ">", ":");

  private final RegexSource source;
  private final StringBuilder java = new StringBuilder();
  private final RegexGroups groups = new RegexGroups();
  private final Set<Integer> closed = new HashSet<>();

  /** Whether a part of it asks whether a group was found. */
  private final boolean conditional;

  /** The largest number of a group that was asked for. */
  private int lastAsked;

  private long globalFlags;

  private RegexText(String python, long flags) {
    this.source = new RegexSource(python);
    this.globalFlags = flags;
    this.conditional = python.contains("(?(");
  }

  /**
   * What Java takes.
   *
   * @param flags with those that the expression sets itself
   */
  record Rewritten(String java, RegexGroups groups, long flags) {}

  static Rewritten rewrite(String python, long flags) {
    RegexText text = new RegexText(python, flags);
    text.globalFlagsFirst();
    long all = text.globalFlags;
    if ((all & RegexFlags.IGNORECASE) != 0) {
      text.java.append("(?iu)");
    }
    text.alternatives(all);
    if (!text.source.atEnd()) {
      throw text.source.error("unbalanced parenthesis", text.source.at());
    }
    if (text.lastAsked > text.groups.count()) {
      throw text.source.error("invalid group reference " + text.lastAsked, text.source.at());
    }
    return new Rewritten(text.java.toString(), text.groups, all);
  }

  /** A text as an expression that finds just it. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (SPECIAL.indexOf(c) >= 0) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }

  /** Flags for the whole expression stand at its beginning. */
  private void globalFlagsFirst() {
    while (source.startsWith("(?")) {
      int start = source.at();
      source.take("(?");
      Long flags = source.flags();
      if (flags == null || !source.take(")")) {
        source.back(start);
        return;
      }
      globalFlags |= flags;
    }
  }

  private RegexWidth alternatives(long flags) {
    RegexWidth width = sequence(flags);
    while (source.take("|")) {
      java.append('|');
      width = width.or(sequence(flags));
    }
    return width;
  }

  /** What a repetition would repeat. */
  private enum Last {
    NOTHING,
    ANCHOR,
    REPEATED,
    ITEM
  }

  private RegexWidth sequence(long flags) {
    RegexWidth before = RegexWidth.NONE;
    RegexWidth last = RegexWidth.NONE;
    Last kind = Last.NOTHING;
    while (!source.atEnd() && !source.startsWith("|") && !source.startsWith(")")) {
      if (skipped(flags)) {
        continue;
      }
      int start = source.at();
      RegexRepeat repeat = RegexRepeat.read(source);
      if (repeat != null) {
        if (kind == Last.NOTHING || kind == Last.ANCHOR) {
          throw source.error("nothing to repeat", start);
        }
        if (kind == Last.REPEATED) {
          throw source.error("multiple repeat", start);
        }
        java.append(repeat.java());
        last = last.times(repeat.least(), repeat.most());
        kind = Last.REPEATED;
        continue;
      }
      before = before.then(last);
      boolean anchor = anchor(flags);
      last = anchor ? RegexWidth.NONE : item(flags);
      kind = anchor ? Last.ANCHOR : Last.ITEM;
    }
    return before.then(last);
  }

  /** White space of a verbose expression, and comments. */
  private boolean skipped(long flags) {
    if (source.startsWith("(?#")) {
      int start = source.at();
      while (!source.startsWith(")")) {
        if (source.atEnd()) {
          throw source.error("missing ), unterminated comment", start);
        }
        source.next();
      }
      source.next();
      return true;
    }
    if ((flags & RegexFlags.VERBOSE) == 0) {
      return false;
    }
    if (source.take("#")) {
      while (!source.atEnd() && source.next() != '\n') {
        // A comment ends with its line.
      }
      return true;
    }
    boolean space = " \t\n\r\u000b\f".indexOf(source.peek()) >= 0;
    if (space) {
      source.next();
    }
    return space;
  }

  private boolean anchor(long flags) {
    boolean lines = (flags & RegexFlags.MULTILINE) != 0;
    if (source.take("^")) {
      java.append(lines ? "(?<![^\\n])" : "\\A");
    } else if (source.take("$")) {
      java.append(lines ? "(?=\\n|\\z)" : "(?=\\n?\\z)");
    } else if (source.take("\\A")) {
      java.append("\\A");
    } else if (source.take("\\Z")) {
      java.append("\\z");
    } else if (source.startsWith("\\b") || source.startsWith("\\B")) {
      boolean edge = source.startsWith("\\b");
      source.next();
      source.next();
      String word = RegexClass.category('w', flags);
      java.append(
          edge
              ? "(?:(?<=%1$s)(?!%1$s)|(?<!%1$s)(?=%1$s))".formatted(word)
              // Python finds no edge of a word in an empty text, and nothing else either.
              : "(?:(?<=%1$s)(?=%1$s)|(?<!%1$s)(?!%1$s)(?!\\A\\z))".formatted(word));
    } else {
      return false;
    }
    return true;
  }

  private RegexWidth item(long flags) {
    int start = source.at();
    int c = source.next();
    switch (c) {
      case '.' -> java.append((flags & RegexFlags.DOTALL) != 0 ? "(?s:.)" : "[^\\n]");
      case '[' -> java.append(RegexClass.set(source, start, flags));
      case '(' -> {
        return group(start, flags);
      }
      case '\\' -> {
        return escaped(start, flags);
      }
      default -> java.append(RegexClass.literal(c));
    }
    return RegexWidth.ONE;
  }

  private RegexWidth escaped(int start, long flags) {
    if (source.atEnd()) {
      throw source.error("bad escape (end of pattern)", start);
    }
    int c = source.peek();
    if (c >= '1' && c <= '9') {
      Integer octal = source.octal();
      if (octal == null) {
        return reference(Integer.parseInt(source.digits(2)), start);
      }
      java.append(RegexClass.literal(octal));
      return RegexWidth.ONE;
    }
    java.append(RegexClass.escaped(source, start, flags, false));
    return RegexWidth.ONE;
  }

  private RegexWidth reference(int group, int start) {
    if (group > groups.count()) {
      throw source.error("invalid group reference " + group, start + 1);
    }
    if (!closed.contains(group)) {
      throw source.error("cannot refer to an open group", start);
    }
    java.append("(?:\\").append(groups.inJava(group)).append(')');
    return new RegexWidth(0, Integer.MAX_VALUE);
  }

  private RegexWidth group(int start, long flags) {
    if (!source.take("?")) {
      return capturing(null, start, flags);
    }
    if (source.take("P")) {
      return named(start, flags);
    }
    if (source.take("(")) {
      return condition(start, flags);
    }
    for (String kind : KINDS) {
      if (source.startsWith(kind)) {
        source.take(kind);
        java.append("(?").append(kind);
        RegexWidth width = alternatives(flags);
        close(start);
        boolean behind = kind.startsWith("<");
        if (behind && width.least() != width.most()) {
          throw PythonException.value("look-behind requires fixed-width pattern");
        }
        return ">:".contains(kind) ? width : RegexWidth.NONE;
      }
    }
    return flagged(start, flags);
  }

  /** {@code (?(1)yes|no)}: which of them is looked for depends on whether a group was found. */
  private RegexWidth condition(int start, long flags) {
    int at = source.at();
    int group = asked(source.until(")", "group name"), at);
    int mark = groups.mark(group);
    java.append("(?:").append(mark == 0 ? "(?!)" : "\\" + mark + "(?:)");
    RegexWidth found = sequence(flags);
    java.append(mark == 0 ? "|" : "|(?!\\" + mark + ")");
    RegexWidth missing = source.take("|") ? sequence(flags) : RegexWidth.NONE;
    if (source.startsWith("|")) {
      throw source.error("conditional backref with more than two branches", source.at());
    }
    close(start);
    return found.or(missing);
  }

  private int asked(String name, int at) {
    if (RegexSource.isName(name)) {
      Integer named = groups.number(name);
      if (named == null) {
        throw source.error("unknown group name '" + name + "'", at);
      }
      return named;
    }
    int group = RegexSource.number(name);
    if (group < 1) {
      throw source.error(
          group < 0 ? "bad character in group name '" + name + "'" : "bad group number", at);
    }
    lastAsked = Math.max(lastAsked, group);
    return group;
  }

  private RegexWidth flagged(int start, long around) {
    Long on = source.flags();
    if (on != null && source.startsWith(")")) {
      throw source.error("global flags not at the start of the expression", start);
    }
    boolean minus = source.take("-");
    Long off = minus ? source.flags() : null;
    boolean flags = minus ? off != null : on != null;
    if (!flags || !source.take(":")) {
      throw source.error(
          source.atEnd() ? "unexpected end of pattern" : "unknown extension", start + 1);
    }
    long inside = (around | (on == null ? 0 : on)) & ~(off == null ? 0 : off);
    java.append((inside & RegexFlags.IGNORECASE) != 0 ? "(?iu:" : "(?-iu:");
    RegexWidth width = alternatives(inside);
    close(start);
    return width;
  }

  private RegexWidth named(int start, long flags) {
    if (source.take("<")) {
      int at = source.at();
      String name = source.until(">", "group name");
      if (!RegexSource.isName(name)) {
        throw source.error("bad character in group name '" + name + "'", at);
      }
      return capturing(name, start, flags);
    }
    if (!source.take("=")) {
      throw source.error("unknown extension ?P", start + 1);
    }
    int at = source.at();
    String name = source.until(")", "group name");
    Integer group = groups.number(name);
    if (group == null) {
      throw source.error("unknown group name '" + name + "'", at);
    }
    return reference(group, start);
  }

  private RegexWidth capturing(@Nullable String name, int start, long flags) {
    Integer known = name == null ? null : groups.number(name);
    if (known != null) {
      throw source.error(
          "redefinition of group name '%s' as group %d; was group %d"
              .formatted(name, groups.count() + 1, known),
          start + 4);
    }
    int group = groups.open(name);
    java.append('(');
    RegexWidth width = alternatives(flags);
    if (conditional) {
      java.append("()");
      groups.mark();
    }
    close(start);
    groups.close();
    closed.add(group);
    return width;
  }

  private void close(int start) {
    if (!source.take(")")) {
      throw source.error("missing ), unterminated subpattern", start);
    }
    java.append(')');
  }
}
