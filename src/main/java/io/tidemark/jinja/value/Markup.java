package io.tidemark.jinja.value;

import org.jspecify.annotations.Nullable;

/**
 * Text that is known to be escaped, as the {@code e}, {@code safe} and {@code tojson} filters give.
 */
public record Markup(String text) {
  /** Escapes the five characters that HTML gives a meaning, as MarkupSafe does. */
  public static String escape(String raw) {
    StringBuilder escaped = new StringBuilder(raw.length() + 16);
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&#34;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** The value as escaped text; what is escaped already stays. */
  public static Markup of(@Nullable Object value) {
    return value instanceof Markup markup ? markup : new Markup(escape(PythonText.str(value)));
  }

  @Override
  public String toString() {
    return text;
  }
}
