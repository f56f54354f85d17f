package io.tidemark.report.console;

import io.tidemark.report.table.DisplayWidth;
import java.io.PrintStream;
import java.util.List;

/**
 * The output, with lines at its end that can be redrawn. Ordinary lines are printed above them:
 * erased, printed and drawn again under one lock, so that the two never mix. Thread-safe.
 */
final class LiveArea {

  private static final String ERASE_LINE = "\r\u001b[2K";
  private static final String UP = "\u001b[1A";

  private final PrintStream out;
  private final boolean movable;
  private final int width;
  private List<String> wanted = List.of();
  private int drawn;

  LiveArea(PrintStream out, Terminal terminal) {
    this.out = out;
    this.movable = terminal.movable();
    // The last column stays free: some terminals begin a new line once it is written.
    this.width = terminal.width() - 1;
  }

  /** Prints a text and a line break above the live lines. */
  synchronized void print(String text) {
    write(erased() + text + System.lineSeparator() + drawing());
  }

  /** What the live lines are to be, from the next {@link #print} or {@link #redraw} on. */
  synchronized void want(List<String> lines) {
    wanted = movable ? List.copyOf(lines) : List.of();
  }

  /** Draws the live lines now. */
  synchronized void redraw() {
    if (drawn > 0 || !wanted.isEmpty()) {
      write(erased() + drawing());
    }
  }

  private String erased() {
    if (drawn == 0) {
      return "";
    }
    String erased = ERASE_LINE + (UP + ERASE_LINE).repeat(drawn - 1);
    drawn = 0;
    return erased;
  }

  private String drawing() {
    drawn = wanted.size();
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < wanted.size(); i++) {
      lines.append(i == 0 ? "" : "\n").append(DisplayWidth.cut(wanted.get(i), width));
    }
    return lines.toString();
  }

  private void write(String text) {
    out.print(text);
    out.flush();
  }
}
