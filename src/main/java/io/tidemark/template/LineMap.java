package io.tidemark.template;

import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.SourceText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which line of a template a line of its rendered text comes from. Lines without a tag come out as
 * they went in, so the longest run of such lines in the same order tells; a line in between belongs
 * to a tag between its neighbours.
 */
public final class LineMap {

  /** Beyond this the table of the comparison would be larger than it is worth. */
  private static final int MOST_LINES = 3000;

  private final SourceText template;
  private final List<String> source;
  private final String rendered;
  private final List<String> lines;

  /** A map from {@code rendered} back to its template. */
  public LineMap(SourceText template, String rendered) {
    this.template = template;
    this.source = template.text().lines().toList();
    this.rendered = rendered;
    this.lines = rendered.lines().toList();
  }

  /**
   * Where a point of the rendered text comes from: with its column where the line is the template's
   * own, without one where a tag made it.
   *
   * @param offset into the rendered text
   * @return null if nothing can be told
   */
  public @Nullable Place place(int offset) {
    String before = rendered.substring(0, Math.min(offset, rendered.length()));
    int line = (int) before.chars().filter(c -> c == '\n').count();
    int column = before.codePointCount(before.lastIndexOf('\n') + 1, before.length()) + 1;
    if (lines.isEmpty() || lines.size() > MOST_LINES || source.size() > MOST_LINES) {
      return null;
    }
    int[] from = aligned();
    int at = Math.min(line, lines.size() - 1);
    if (from[at] >= 0) {
      return template.at(from[at] + 1, line == at ? column : 0);
    }
    return between(from, at);
  }

  private @Nullable Place between(int[] from, int line) {
    int above = -1;
    for (int i = line; i >= 0 && above < 0; i--) {
      above = from[i];
    }
    int below = source.size();
    for (int i = line; i < from.length && below == source.size(); i++) {
      below = from[i] >= 0 ? from[i] : below;
    }
    List<String> tags = withoutComments();
    for (int i = above + 1; i < below; i++) {
      if (beginsAs(tags.get(i), line)) {
        return template.at(i + 1, 0);
      }
    }
    for (int i = above + 1; i < below; i++) {
      if (tags.get(i).contains("{")) {
        return template.at(i + 1, 0);
      }
    }
    return above >= 0 ? template.at(above + 1, 0) : null;
  }

  /**
   * Whether a line of the template says before its first tag what the rendered line begins with.
   */
  private boolean beginsAs(String tagged, int line) {
    int tag = tagged.indexOf('{');
    String before = tag < 0 ? "" : tagged.substring(0, tag);
    return !before.isBlank() && lines.get(line).startsWith(before);
  }

  /** The template's lines, blank where a comment stands: it makes no line. */
  private List<String> withoutComments() {
    StringBuilder text = new StringBuilder(String.join("\n", source));
    int from = text.indexOf("{#");
    while (from >= 0) {
      int end = text.indexOf("#}", from + 2);
      int to = end < 0 ? text.length() : end + 2;
      for (int i = from; i < to; i++) {
        if (text.charAt(i) != '\n') {
          text.setCharAt(i, ' ');
        }
      }
      from = text.indexOf("{#", to);
    }
    return List.of(text.toString().split("\n", -1));
  }

  /** For each rendered line the template's, or -1: a longest common subsequence of lines. */
  private int[] aligned() {
    int[][] length = new int[lines.size() + 1][source.size() + 1];
    for (int i = lines.size() - 1; i >= 0; i--) {
      for (int j = source.size() - 1; j >= 0; j--) {
        length[i][j] =
            same(i, j) ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
      }
    }
    int[] from = new int[lines.size()];
    int j = 0;
    for (int i = 0; i < from.length; i++) {
      from[i] = -1;
      while (j < source.size() && !same(i, j) && length[i][j + 1] >= length[i + 1][j]) {
        j++;
      }
      if (j < source.size() && same(i, j)) {
        from[i] = j++;
      }
    }
    return from;
  }

  private boolean same(int line, int sourceLine) {
    return lines.get(line).equals(source.get(sourceLine)) && !lines.get(line).isBlank();
  }
}
