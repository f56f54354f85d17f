package io.tidemark.report;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A screen of endless height: it takes what a program prints, follows the escape sequences that
 * move the cursor and erase, and tells what a person would see.
 */
public final class FakeTerminal {

  private static final Pattern PIECE =
      Pattern.compile("\u001b\\[2K|\u001b\\[1A|\u001b\\[\\d*m|\r|\n|[^\u001b\r\n]+");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  /** Where a program prints. */
  public PrintStream stream() {
    return stream;
  }

  /** All that was printed, escape sequences and all. */
  public String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** What is to be seen, line by line; empty lines at the end are left out. */
  public String screen() {
    List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
    int row = 0;
    int column = 0;
    Matcher piece = PIECE.matcher(printed());
    while (piece.find()) {
      String text = piece.group();
      switch (text) {
        case "\r" -> column = 0;
        case "\u001b[2K" -> lines.get(row).setLength(0);
        case "\u001b[1A" -> row--;
        case "\n" -> {
          row++;
          column = 0;
          if (row == lines.size()) {
            lines.add(new StringBuilder());
          }
        }
        default -> {
          if (!text.startsWith("\u001b")) {
            StringBuilder line = lines.get(row);
            line.append(" ".repeat(Math.max(0, column - line.length())));
            line.replace(column, Math.min(line.length(), column + text.length()), text);
            column += text.length();
          }
        }
      }
    }
    return String.join("\n", lines).stripTrailing();
  }
}
