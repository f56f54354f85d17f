package io.tidemark.load.seed;

import java.io.IOException;
import java.io.Reader;

/**
 * A text in which every line ends with {@code \n}, also inside of quotes, as Python reads a text
 * file: {@code \r\n} and a lone {@code \r} become one. A byte order mark at its start is dropped.
 */
final class UniversalNewlines extends Reader {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Reader text;
  private boolean afterReturn;
  private boolean started;
  private boolean sawNul;

  UniversalNewlines(Reader text) {
    this.text = text;
  }

  /** True if a NUL character has been read. */
  boolean sawNul() {
    return sawNul;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int kept = 0;
    while (kept == 0) {
      int count = text.read(buffer, offset, length);
      if (count <= 0) {
        return count;
      }
      kept = translate(buffer, offset, offset + count) - offset;
    }
    return kept;
  }

  /** Returns the end of what is left. */
  private int translate(char[] buffer, int from, int to) {
    int start = from;
    if (!started) {
      started = true;
      if (buffer[from] == BYTE_ORDER_MARK) {
        start++;
      }
    }
    int out = from;
    for (int in = start; in < to; in++) {
      char c = buffer[in];
      boolean second = c == '\n' && afterReturn;
      afterReturn = c == '\r';
      sawNul |= c == 0;
      if (!second) {
        buffer[out++] = afterReturn ? '\n' : c;
      }
    }
    return out;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
