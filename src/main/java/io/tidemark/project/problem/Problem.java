package io.tidemark.project.problem;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong, in the four parts a person needs: what, where, what was found or is
 * allowed, and what to do next. Immutable.
 *
 * @param what what is wrong, a sentence without a full stop
 * @param places where: the place at fault first, then places that belong to it (the first of two
 *     definitions); may be empty
 * @param found what was found and what is allowed, or null
 * @param next what to do next, or null
 */
public record Problem(
    String what, List<Place> places, @Nullable String found, @Nullable String next) {

  public Problem {
    places = List.copyOf(places);
  }

  /** A problem of which nothing else is known yet. */
  public static Problem of(String what) {
    return new Problem(what, List.of(), null, null);
  }

  /** This problem with one more place; null changes nothing. */
  public Problem at(@Nullable Place place) {
    if (place == null) {
      return this;
    }
    List<Place> all = new ArrayList<>(places);
    all.add(place);
    return new Problem(what, all, found, next);
  }

  /** This problem with what was found or is allowed. */
  public Problem found(@Nullable String foundOrAllowed) {
    return new Problem(what, places, foundOrAllowed, next);
  }

  /** This problem with what to do next. */
  public Problem next(@Nullable String whatToDo) {
    return new Problem(what, places, found, whatToDo);
  }

  /** The place at fault, or null where there is none. */
  public @Nullable Place place() {
    return places.isEmpty() ? null : places.get(0);
  }

  /** The problem as a person reads it: a few lines without a line break at the end. */
  public String render() {
    StringBuilder out = new StringBuilder(what);
    for (Place place : places) {
      String number = Integer.toString(place.line());
      String margin = " ".repeat(number.length());
      // A tab before the caret stays a tab, so that the caret stands under its character.
      String shown = place.text().stripTrailing();
      out.append("\n  ").append(place.reference());
      if (shown.isBlank() && place.column() == 0) {
        continue;
      }
      out.append("\n    ").append(number).append(" | ").append(shown);
      if (place.column() > 0) {
        out.append("\n    ").append(margin).append(" | ").append(upTo(shown, place.column()));
        out.append('^');
      }
    }
    if (found != null) {
      out.append("\n  ").append(indented(found));
    }
    if (next != null) {
      out.append("\n  ").append(indented(next));
    }
    return out.toString();
  }

  private static String upTo(String line, int column) {
    StringBuilder blank = new StringBuilder();
    int end = Math.min(column - 1, line.codePointCount(0, line.length()));
    line.codePoints().limit(end).forEach(c -> blank.append(c == '\t' ? '\t' : ' '));
    return blank.toString();
  }

  private static String indented(String text) {
    return text.replace("\n", "\n  ");
  }

  @Override
  public String toString() {
    return render();
  }
}
