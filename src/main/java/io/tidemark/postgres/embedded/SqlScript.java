package io.tidemark.postgres.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of SQL as psql reads it, cut into what is sent one at a time.
 *
 * <p>A semicolon ends a statement unless it stands in a string, a quoted name, a dollar quote, a
 * comment, parentheses or a {@code BEGIN ATOMIC} body. Immutable.
 */
final class SqlScript {

  /** One thing to do; {@code line} is 1-based and the first line of it that is no comment. */
  sealed interface Part {
    int line();

    String text();
  }

  /** A statement without its semicolon. */
  record Statement(int line, String text) implements Part {}

  /** {@code COPY … FROM STDIN} with the lines that follow it, up to {@code \.}. */
  record CopyIn(int line, String text, String data) implements Part {}

  /** A line that begins with a backslash: for psql itself, not for the server. */
  record MetaCommand(int line, String text) implements Part {}

  private static final Pattern COPY_FROM_STDIN =
      Pattern.compile("(?is)copy\\b.*\\bfrom\\s+stdin\\b.*");
  private static final Pattern DOLLAR_QUOTE = Pattern.compile("\\$([\\p{L}_][\\p{L}\\p{N}_]*)?\\$");
  private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");
  private static final Pattern ROUTINE =
      Pattern.compile("(?is)create\\s+(or\\s+replace\\s+)?(function|procedure)\\b.*");

  private final String script;
  private final List<Part> parts = new ArrayList<>();
  private int at;
  private int begin = -1;
  private int parentheses;
  private int bodies;
  private @Nullable String lastWord;

  private SqlScript(String script) {
    this.script = script;
  }

  /** The parts of a script in their order. */
  static List<Part> parse(String script) {
    SqlScript reader = new SqlScript(script);
    while (reader.at < script.length()) {
      reader.step();
    }
    reader.endStatement(script.length());
    return List.copyOf(reader.parts);
  }

  private void step() {
    char next = script.charAt(at);
    if (script.startsWith("--", at)) {
      at = endOfLine(at);
    } else if (script.startsWith("/*", at)) {
      at = endOfComment();
    } else if (Character.isWhitespace(next)) {
      at++;
    } else if (next == '\\' && begin < 0) {
      int end = endOfLine(at);
      parts.add(new MetaCommand(lineOf(at), script.substring(at, end).strip()));
      at = end;
    } else if (next == ';' && parentheses == 0 && bodies == 0) {
      int end = at++;
      endStatement(end);
    } else {
      if (begin < 0) {
        begin = at;
      }
      token(next);
    }
  }

  private void token(char next) {
    Matcher dollar = DOLLAR_QUOTE.matcher(script).region(at, script.length());
    Matcher word = WORD.matcher(script).region(at, script.length());
    if (next == '\'') {
      at = endOfQuoted('\'', "e".equalsIgnoreCase(lastWord) && script.charAt(at - 1) != ' ');
    } else if (next == '"') {
      at = endOfQuoted('"', false);
    } else if (dollar.lookingAt()) {
      int end = script.indexOf(dollar.group(), dollar.end());
      at = end < 0 ? script.length() : end + dollar.group().length();
    } else if (word.lookingAt()) {
      word(word.group());
      at = word.end();
      return;
    } else {
      parentheses = Math.max(0, parentheses + (next == '(' ? 1 : next == ')' ? -1 : 0));
      at++;
    }
    lastWord = null;
  }

  /** Counts what opens and closes inside an SQL-standard function body, as psql does. */
  private void word(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    if (bodies > 0) {
      bodies += word.equals("case") || word.equals("begin") ? 1 : word.equals("end") ? -1 : 0;
    } else if (word.equals("atomic")
        && "begin".equals(lastWord)
        && ROUTINE.matcher(script.substring(begin, at)).matches()) {
      bodies = 1;
    }
    lastWord = word;
  }

  private void endStatement(int end) {
    if (begin >= 0) {
      String text = script.substring(begin, end).stripTrailing();
      int line = lineOf(begin);
      boolean copies = end < script.length() && COPY_FROM_STDIN.matcher(text).matches();
      parts.add(copies ? new CopyIn(line, text, copyData()) : new Statement(line, text));
    }
    begin = -1;
    parentheses = 0;
    bodies = 0;
    lastWord = null;
  }

  /**
   * The lines after the statement's own, to the one that ends them; the reader stands behind it
   * afterwards.
   */
  private String copyData() {
    int start = Math.min(endOfLine(at) + 1, script.length());
    int line = start;
    while (line < script.length()) {
      int end = endOfLine(line);
      if (script.substring(line, end).stripTrailing().equals("\\.")) {
        at = end;
        return script.substring(start, line);
      }
      line = end + 1;
    }
    at = script.length();
    return script.substring(start);
  }

  private int endOfLine(int from) {
    int end = script.indexOf('\n', from);
    return end < 0 ? script.length() : end;
  }

  private int endOfComment() {
    int depth = 0;
    int position = at;
    do {
      if (script.startsWith("/*", position)) {
        depth++;
        position += 2;
      } else if (script.startsWith("*/", position)) {
        depth--;
        position += 2;
      } else {
        position++;
      }
    } while (depth > 0 && position < script.length());
    return Math.min(position, script.length());
  }

  private int endOfQuoted(char quote, boolean backslashEscapes) {
    for (int position = at + 1; position < script.length(); position++) {
      char character = script.charAt(position);
      if (character == '\\' && backslashEscapes) {
        position++;
      } else if (character == quote) {
        return position + 1;
      }
    }
    return script.length();
  }

  private int lineOf(int position) {
    return 1
        + (int)
            script.substring(0, position).chars().filter(character -> character == '\n').count();
  }
}
