package io.tidemark.project.problem;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of one file, cut into lines so that places in it can be shown. {@code \n}, {@code \r\n}
 * and {@code \r} end a line. Immutable; safe to share between threads.
 */
public final class SourceText {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String file;
  private final String text;
  private final boolean secret;
  private volatile @Nullable List<String> lines;

  private SourceText(String file, String text, boolean secret) {
    this.file = file;
    this.text = withoutByteOrderMark(text);
    this.secret = secret;
  }

  /** A text whose lines may be shown as they are. A byte order mark at its start is dropped. */
  public static SourceText of(String file, String text) {
    return new SourceText(file, text, false);
  }

  /** A text that holds passwords: its {@link Place}s carry lines in which they are masked. */
  public static SourceText withSecrets(String file, String text) {
    return new SourceText(file, text, true);
  }

  private static String withoutByteOrderMark(String text) {
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  /** The path as it is shown to a person. */
  public String file() {
    return file;
  }

  /** The whole text, without a byte order mark, line breaks as they are in the file. */
  public String text() {
    return text;
  }

  /** Whether the text may hold passwords. */
  public boolean holdsSecrets() {
    return secret;
  }

  /** The place of a 1-based line and column (0: unknown); a line past the end is the last one. */
  public Place at(int line, int column) {
    List<String> all = lines();
    int known = Math.max(1, Math.min(line, all.size()));
    return new Place(file, known, known == line ? Math.max(0, column) : 0, all.get(known - 1));
  }

  /** The place of an offset (in {@code char}s) into {@link #text()}. */
  public Place atOffset(int offset) {
    int end = Math.min(offset, text.length());
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n'))) {
        line++;
        lineStart = i + 1;
      }
    }
    return at(line, text.codePointCount(lineStart, end) + 1);
  }

  private List<String> lines() {
    List<String> known = lines;
    if (known == null) {
      known = secret ? SecretLines.masked(split(text)) : split(text);
      lines = known;
    }
    return known;
  }

  private static List<String> split(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r') {
        lines.add(text.substring(start, i));
        if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
          i++;
        }
        start = i + 1;
      }
    }
    lines.add(text.substring(start));
    return List.copyOf(lines);
  }
}
