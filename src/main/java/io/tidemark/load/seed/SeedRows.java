package io.tidemark.load.seed;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of a seed's file, one at a time, as Python's {@code csv} module divides them: a field
 * that begins with a quote goes to the next quote that is not doubled, and what stands after that
 * belongs to it too; at the file's end every quote closes.
 *
 * <p>Fields are handed out as a part of an array, because making a text of each takes longer than
 * dividing the file. Holds one row and a buffer. For one thread.
 */
final class SeedRows implements AutoCloseable {

  private static final int BUFFER = 64 * 1024;
  private static final char QUOTE = '"';
  private static final char NEWLINE = '\n';

  private final SeedFile file;
  private final UniversalNewlines text;
  private final char delimiter;

  /**
   * The row, then what is not divided yet. A field without its quotes is shorter than with them, so
   * it is written over itself: {@code written} follows {@code at}.
   */
  private char[] chars = new char[BUFFER];

  private int rowStart;
  private int written;
  private int at;
  private int filled;

  /** Where each field begins and ends, counted from the row's start. */
  private int[] bounds = new int[64];

  private int size;
  private long line;
  private long nextLine = 1;

  SeedRows(SeedFile file, InputStream bytes) {
    this.file = file;
    this.delimiter = file.delimiter();
    this.text =
        new UniversalNewlines(
            new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
  }

  /** Goes on to the next row; false if there is none. */
  boolean next() {
    rowStart = at;
    if (at == filled && !fill()) {
      return false;
    }
    line = nextLine;
    size = 0;
    boolean further = true;
    while (further) {
      further = field();
    }
    if (size == 1 && start(0) == end(0)) {
      size = 0;
    }
    return true;
  }

  /** How many fields the row has; none where its line is empty. */
  int size() {
    return size;
  }

  /** What the row's fields are parts of, until the next row. */
  char[] chars() {
    return chars;
  }

  /** Where a field begins. */
  int start(int field) {
    return rowStart + bounds[2 * field];
  }

  /** Where a field ends: the place after its last character. */
  int end(int field) {
    return rowStart + bounds[2 * field + 1];
  }

  /** The fields of the row as texts; none where its line is empty. */
  List<String> fields() {
    List<String> fields = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      fields.add(new String(chars, start(i), end(i) - start(i)));
    }
    return fields;
  }

  /** The line at which the row begins. */
  long line() {
    return line;
  }

  /** True if a NUL character stands in what has been read, in this row or near it. */
  boolean sawNul() {
    return text.sawNul();
  }

  /** Reads a field; true if the row has another one. */
  private boolean field() {
    written = at;
    if (2 * size == bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * bounds.length);
    }
    bounds[2 * size] = written - rowStart;
    boolean further = at < filled || fill() ? begun() : false;
    bounds[2 * size + 1] = written - rowStart;
    size++;
    return further;
  }

  private boolean begun() {
    if (chars[at] != QUOTE) {
      return rest();
    }
    at++;
    while (true) {
      takeQuoted();
      if (at == filled) {
        if (!fill()) {
          return false;
        }
        continue;
      }
      at++;
      if (at == filled && !fill()) {
        return false;
      }
      if (chars[at] != QUOTE) {
        return rest();
      }
      chars[written++] = QUOTE;
      at++;
    }
  }

  /** Takes all up to a quote, or to the end of what is there. */
  private void takeQuoted() {
    int i = at;
    while (i < filled && chars[i] != QUOTE) {
      if (chars[i] == NEWLINE) {
        nextLine++;
      }
      i++;
    }
    take(i);
  }

  /** Takes all up to the field's end, quotes included, and goes behind that. */
  private boolean rest() {
    while (true) {
      char[] c = chars;
      int i = at;
      int end = filled;
      while (i < end && c[i] != delimiter && c[i] != NEWLINE) {
        i++;
      }
      take(i);
      if (i < end) {
        at++;
        if (c[i] == NEWLINE) {
          nextLine++;
          return false;
        }
        return true;
      }
      if (!fill()) {
        return false;
      }
    }
  }

  private void take(int end) {
    if (written != at) {
      System.arraycopy(chars, at, chars, written, end - at);
    }
    written += end - at;
    at = end;
  }

  /**
   * Reads more; false at the file's end. The row goes to the front, where there is room behind it.
   */
  private boolean fill() {
    if (rowStart > 0) {
      System.arraycopy(chars, rowStart, chars, 0, filled - rowStart);
      written -= rowStart;
      at -= rowStart;
      filled -= rowStart;
      rowStart = 0;
    }
    if (filled > chars.length / 2) {
      chars = Arrays.copyOf(chars, 2 * chars.length);
    }
    try {
      int count = text.read(chars, filled, chars.length - filled);
      filled += Math.max(count, 0);
      return count > 0;
    } catch (CharacterCodingException e) {
      throw file.notUtf8();
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }

  @Override
  public void close() {
    try {
      text.close();
    } catch (IOException e) {
      // It was only read; what was to be said about it was said then.
      return;
    }
  }
}
