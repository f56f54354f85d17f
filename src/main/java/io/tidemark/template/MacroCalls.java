package io.tidemark.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a template may call, read off its text without rendering or parsing it, as dbt does for the
 * manifest: {@code name(…)}, {@code package.name(…)} and what {@code adapter.dispatch} is asked for
 * by constants. For one text and one thread.
 */
final class MacroCalls {

  /** Words before a name that is not called by them. */
  private static final Set<String> DEFINING =
      Set.of("macro", "test", "data_test", "materialization", "filter", "is");

  /**
   * One of them.
   *
   * @param owner what stands before the dot; null where there is none
   * @param name what is called; of {@code adapter.dispatch} what it is asked for
   * @param dispatched true for what {@code adapter.dispatch} is asked for
   * @param namespace the namespace that it is asked for, or null
   */
  record Call(
      @Nullable String owner, String name, boolean dispatched, @Nullable String namespace) {}

  private final String text;
  private final List<Call> calls = new ArrayList<>();
  private int at;
  private String word = "";
  private String wordBefore = "";

  private MacroCalls(String text) {
    this.text = text;
  }

  /** The calls in a text, in their order; the same one as often as it is written. */
  static List<Call> of(String text) {
    MacroCalls scan = new MacroCalls(text);
    scan.scan();
    return scan.calls;
  }

  private void scan() {
    while (true) {
      at = text.indexOf('{', at);
      if (at < 0 || at + 1 >= text.length()) {
        return;
      }
      switch (text.charAt(at + 1)) {
        case '#' -> at = after(text.indexOf("#}", at + 2), 2);
        case '{' -> tag('}');
        case '%' -> tag('%');
        default -> at++;
      }
    }
  }

  private int after(int found, int length) {
    return found < 0 ? text.length() : found + length;
  }

  /** Reads a tag to its end. */
  private void tag(char closing) {
    at += 2;
    clear();
    boolean raw = closing == '%' && text.startsWith("raw", skipBlanks(at));
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == closing && text.startsWith("}", at + 1)) {
        at = raw ? after(text.indexOf("endraw", at), 6) : at + 2;
        return;
      }
      if (c == '\'' || c == '"') {
        string();
        clear();
      } else if (Character.isJavaIdentifierStart(c)) {
        name();
      } else {
        if (!Character.isWhitespace(c)) {
          clear();
          word = String.valueOf(c);
        }
        at++;
      }
    }
  }

  private void clear() {
    word = "";
    wordBefore = "";
  }

  private int skipBlanks(int from) {
    int i = from;
    while (i < text.length() && (Character.isWhitespace(text.charAt(i)) || text.charAt(i) == '-')) {
      i++;
    }
    return i;
  }

  private String identifier() {
    int start = at;
    while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private void name() {
    boolean own =
        !word.equals(".")
            && !word.equals("|")
            && !DEFINING.contains(word)
            && !(word.equals("not") && wordBefore.equals("is"));
    String first = identifier();
    String before = word;
    if (own && follows('(')) {
      calls.add(new Call(null, first, false, null));
    } else if (own && follows('.')) {
      at = skipSpace(at) + 1;
      at = skipSpace(at);
      String second = identifier();
      if (follows('(')) {
        owned(first, second);
      }
      wordBefore = "";
      word = second;
      return;
    }
    wordBefore = before;
    word = first;
  }

  private void owned(String owner, String name) {
    if (!owner.equals("adapter")) {
      calls.add(new Call(owner, name, false, null));
    } else if (name.equals("dispatch")) {
      dispatch();
    }
  }

  /**
   * The constants in the parentheses that follow; the first is the name, the next the namespace.
   */
  private void dispatch() {
    int start = at;
    at = skipSpace(at) + 1;
    String asked = null;
    String namespace = null;
    String key = "";
    while (at < text.length() && text.charAt(at) != ')' && text.charAt(at) != '%') {
      char c = text.charAt(at);
      if (c == '\'' || c == '"') {
        String value = string();
        if (asked == null && !key.equals("macro_namespace")) {
          asked = value;
        } else {
          namespace = value;
        }
      } else if (Character.isJavaIdentifierStart(c)) {
        key = identifier();
      } else {
        at++;
      }
    }
    if (asked != null) {
      calls.add(new Call(null, asked, true, namespace));
    }
    // What is written in the parentheses may be calls too.
    at = skipSpace(start) + 1;
  }

  /** Goes behind a string and gives what stands in it. */
  private String string() {
    char quote = text.charAt(at);
    int start = ++at;
    while (at < text.length() && text.charAt(at) != quote) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    int end = Math.min(at, text.length());
    at = Math.min(at + 1, text.length());
    return text.substring(start, end);
  }

  private boolean follows(char wanted) {
    int next = skipSpace(at);
    return next < text.length() && text.charAt(next) == wanted;
  }

  private int skipSpace(int from) {
    int i = from;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }
}
