package io.tidemark.report.failure;

import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.SourceText;

/** The line of a statement that a failure is about, with a caret under the character. */
final class StatementExcerpt {

  private static final int BEFORE = 60;
  private static final int AROUND = 120;
  private static final String CUT = "…";

  private StatementExcerpt() {}

  /** The line at a 1-based position in code points, under a line that says what it is. */
  static String at(String statement, int position) {
    int within =
        Math.min(Math.max(0, position - 1), statement.codePointCount(0, statement.length()));
    Place place =
        SourceText.of("statement", statement).atOffset(statement.offsetByCodePoints(0, within));
    int[] line = place.text().codePoints().toArray();
    int caret = Math.min(place.column() - 1, line.length);
    int from = caret <= BEFORE ? 0 : caret - BEFORE;
    int to = Math.min(line.length, from + AROUND);
    String shown =
        (from > 0 ? CUT : "") + new String(line, from, to - from) + (to < line.length ? CUT : "");
    String number = Integer.toString(place.line());
    return "Line %s of the statement that was sent:\n  %s | %s\n  %s | %s^"
        .formatted(
            number,
            number,
            shown.stripTrailing(),
            " ".repeat(number.length()),
            blank(line, from, caret, from > 0));
  }

  /** The statement's first line that says anything. */
  static String start(String statement) {
    String first = statement.lines().filter(line -> !line.isBlank()).findFirst().orElse("").strip();
    int[] line = first.codePoints().toArray();
    boolean more = line.length > AROUND || statement.strip().lines().count() > 1;
    String shown = new String(line, 0, Math.min(line.length, AROUND));
    return "The statement that was sent:\n  " + shown + (more ? CUT : "");
  }

  /** A tab before the caret stays a tab, so that the caret stands under its character. */
  private static String blank(int[] line, int from, int caret, boolean cut) {
    StringBuilder blank = new StringBuilder(cut ? " " : "");
    for (int i = from; i < caret; i++) {
      blank.append(line[i] == '\t' ? '\t' : ' ');
    }
    return blank.toString();
  }
}
