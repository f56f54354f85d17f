package io.tidemark.jinja.filter;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.value.CodePoints;
import io.tidemark.jinja.value.PythonException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Python's {@code textwrap} without expanding tabs or replacing white space. */
final class WordWrap {
  // As Python cuts a line: runs of space, dashes between words, hyphenated parts, words.
  private static final String SPACE = "[\\t\\n\\x0b\\x0c\\r ]";
  private static final String NO_SPACE = "[^\\t\\n\\x0b\\x0c\\r ]";
  private static final String WORD_PUNCTUATION = "[\\w!\"'&.,?]";
  private static final String LETTER = "[^\\d\\W]";
  private static final Pattern HYPHENATED =
      Pattern.compile(
          SPACE
              + "+"
              + "|(?<="
              + WORD_PUNCTUATION
              + ")-{2,}(?=\\w)"
              + "|"
              + NO_SPACE
              + "+?(?:-(?:(?<="
              + LETTER
              + "{2}-)|(?<="
              + LETTER
              + "-"
              + LETTER
              + "-))(?="
              + LETTER
              + "-?"
              + LETTER
              + ")"
              + "|(?="
              + SPACE
              + "|\\Z)"
              + "|(?<="
              + WORD_PUNCTUATION
              + ")(?=-{2,}\\w))",
          Pattern.UNICODE_CHARACTER_CLASS);

  /** Cutting a word copies what is left of it, so a long one takes time to the square. */
  private static final long MOST_WORK = 2_000_000_000L;

  private static final Pattern SIMPLE = Pattern.compile(SPACE + "+|" + NO_SPACE + "+");

  private final int width;
  private final boolean breakLong;
  private final boolean onHyphens;
  private long work;

  WordWrap(int width, boolean breakLong, boolean onHyphens) {
    this.width = width;
    this.breakLong = breakLong;
    this.onHyphens = onHyphens;
  }

  List<String> lines(String text) {
    if (width <= 0) {
      throw PythonException.value("invalid width " + width + " (must be > 0)");
    }
    Deque<String> chunks = new ArrayDeque<>();
    Matcher matcher = (onHyphens ? HYPHENATED : SIMPLE).matcher(text);
    while (matcher.find()) {
      chunks.add(matcher.group());
    }
    List<String> lines = new ArrayList<>();
    while (!chunks.isEmpty()) {
      String line = nextLine(chunks, !lines.isEmpty());
      if (line != null) {
        lines.add(line);
      }
    }
    return lines;
  }

  private @Nullable String nextLine(Deque<String> chunks, boolean continued) {
    if (continued && chunks.getFirst().isBlank()) {
      chunks.removeFirst();
    }
    List<String> line = new ArrayList<>();
    int length = 0;
    while (!chunks.isEmpty() && length + size(chunks.getFirst()) <= width) {
      length += size(chunks.getFirst());
      line.add(chunks.removeFirst());
    }
    if (!chunks.isEmpty() && size(chunks.getFirst()) > width) {
      breakLongWord(chunks, line, length);
    }
    if (!line.isEmpty() && line.get(line.size() - 1).isBlank()) {
      line.remove(line.size() - 1);
    }
    return line.isEmpty() ? null : String.join("", line);
  }

  private static int size(String chunk) {
    return CodePoints.length(chunk);
  }

  private void breakLongWord(Deque<String> chunks, List<String> line, int length) {
    int room = width < 1 ? 1 : width - length;
    if (breakLong) {
      String chunk = chunks.removeFirst();
      work += chunk.length();
      if (work > MOST_WORK) {
        throw new PythonException(
            ErrorKind.LIMIT, "a word of " + chunk.length() + " characters takes too long to wrap");
      }
      int end = room;
      if (onHyphens && size(chunk) > room) {
        int hyphen = chunk.lastIndexOf('-', Math.max(0, room - 1));
        boolean afterText =
            hyphen > 0 && chunk.substring(0, hyphen).chars().anyMatch(c -> c != '-');
        end = afterText ? hyphen + 1 : room;
      }
      line.add(CodePoints.slice(chunk, 0, end));
      chunks.addFirst(CodePoints.slice(chunk, end, size(chunk)));
    } else if (line.isEmpty()) {
      line.add(chunks.removeFirst());
    }
  }
}
