package io.tidemark.template;

import io.tidemark.jinja.value.UndefinedMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Python models. They are read for what they configure and refer to, by their calls of {@code
 * dbt.config}, {@code dbt.ref} and {@code dbt.source}, and never executed; the text is what they
 * compile to. As in dbt, only literals count as arguments.
 */
final class PythonDialect implements Dialect {

  private static final Pattern CALL =
      Pattern.compile("\\bdbt\\s*\\.\\s*(config|ref|source)\\s*\\(");

  private final Dialect jinja;

  PythonDialect(Dialect jinja) {
    this.jinja = jinja;
  }

  @Override
  public String render(
      String name, String text, NodeScope scope, TemplateHost host, UndefinedMode undefined) {
    new PythonModelShape(name, text).check(blanked(text, true));
    jinja.render(name, calls(text), scope, host, undefined);
    return text;
  }

  /** The calls as a template that has each in its own line. */
  private static String calls(String text) {
    String code = blanked(text, false);
    StringBuilder calls = new StringBuilder();
    Matcher call = CALL.matcher(code);
    int at = 0;
    while (call.find(at)) {
      int end = closing(code, call.end());
      lines(code, at, call.start(), calls);
      calls.append("{% do ").append(call.group(1)).append('(');
      calls.append(code, call.end(), end).append(" %}");
      at = end;
    }
    return calls.toString();
  }

  private static void lines(String code, int from, int to, StringBuilder calls) {
    code.substring(from, to).chars().filter(c -> c == '\n').forEach(c -> calls.append('\n'));
  }

  /** After the bracket that closes what was opened before; the end of the text if none does. */
  private static int closing(String code, int from) {
    int open = 1;
    for (int i = from; i < code.length(); i++) {
      char c = code.charAt(i);
      if (c == '"' || c == '\'') {
        i = endOfString(code, i) - 1;
      } else if (c == '(') {
        open++;
      } else if (c == ')' && --open == 0) {
        return i + 1;
      }
    }
    return code.length();
  }

  /**
   * Blanks for comments, so that no call in one counts.
   *
   * @param strings whether what is in strings is blank too
   */
  private static String blanked(String text, boolean strings) {
    StringBuilder code = new StringBuilder(text);
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '"' || c == '\'') {
        int end = endOfString(text, i);
        for (int at = i; strings && at < end; at++) {
          if (text.charAt(at) != '\n') {
            code.setCharAt(at, ' ');
          }
        }
        i = end;
      } else if (c == '#') {
        for (; i < text.length() && text.charAt(i) != '\n'; i++) {
          code.setCharAt(i, ' ');
        }
      } else {
        i++;
      }
    }
    return code.toString();
  }

  private static int endOfString(String text, int start) {
    String quote = text.substring(start, start + 1);
    String mark = text.startsWith(quote.repeat(3), start) ? quote.repeat(3) : quote;
    for (int i = start + mark.length(); i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.startsWith(mark, i)) {
        return i + mark.length();
      }
    }
    return text.length();
  }
}
