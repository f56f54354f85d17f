package io.tidemark.project.problem;

import java.util.Arrays;

/**
 * A place with its line and, where the column is known, a caret under it. A long line is cut around
 * the column, and control characters are replaced, so that a file can't drive the terminal.
 */
final class PlaceExcerpt {

  private static final int WIDTH = 160;
  private static final String CUT = "…";

  private PlaceExcerpt() {}

  static String of(Place place) {
    String line = visible(place.text().stripTrailing());
    if (line.isBlank() && place.column() == 0) {
      return place.reference();
    }
    int[] characters = line.codePoints().toArray();
    int caret = Math.min(Math.max(0, place.column() - 1), characters.length);
    int start = characters.length <= WIDTH ? 0 : Math.max(0, caret - WIDTH / 2);
    int end = Math.min(characters.length, start + WIDTH);
    String before = start > 0 ? CUT : "";
    String shown = before + text(characters, start, end) + (end < characters.length ? CUT : "");
    String number = Integer.toString(place.line());
    String excerpt = "%s\n    %s | %s".formatted(place.reference(), number, shown);
    if (place.column() > 0) {
      // A tab before the caret stays a tab, so that the caret stands under its character.
      String gap = (before + text(characters, start, caret)).replaceAll("[^\\t]", " ");
      excerpt += "\n    %s | %s^".formatted(" ".repeat(number.length()), gap);
    }
    return excerpt;
  }

  private static String visible(String line) {
    return line.replaceAll("[\\p{Cntrl}&&[^\\t]]", "\uFFFD");
  }

  private static String text(int[] characters, int from, int to) {
    int[] part = Arrays.copyOfRange(characters, from, to);
    return new String(part, 0, part.length);
  }
}
