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
 * @param kind what dbt calls it where it is a warning that dbt has as well, or null
 */
public record Problem(
    String what,
    List<Place> places,
    @Nullable String found,
    @Nullable String next,
    @Nullable WarningKind kind) {

  public Problem {
    places = List.copyOf(places);
  }

  /** A problem of which nothing else is known yet. */
  public static Problem of(String what) {
    return new Problem(what, List.of(), null, null, null);
  }

  /** This problem with one more place; null changes nothing. */
  public Problem at(@Nullable Place place) {
    if (place == null) {
      return this;
    }
    List<Place> all = new ArrayList<>(places);
    all.add(place);
    return new Problem(what, all, found, next, kind);
  }

  /** This problem with what was found or is allowed. */
  public Problem found(@Nullable String foundOrAllowed) {
    return new Problem(what, places, foundOrAllowed, next, kind);
  }

  /** This problem with what to do next. */
  public Problem next(@Nullable String whatToDo) {
    return new Problem(what, places, found, whatToDo, kind);
  }

  /** This problem as a warning that dbt has as well. */
  public Problem named(WarningKind warning) {
    return new Problem(what, places, found, next, warning);
  }

  /** The place at fault, or null where there is none. */
  public @Nullable Place place() {
    return places.isEmpty() ? null : places.get(0);
  }

  /** The problem as a person reads it: a few lines without a line break at the end. */
  public String render() {
    StringBuilder out = new StringBuilder(what);
    places.forEach(place -> out.append("\n  ").append(PlaceExcerpt.of(place)));
    if (found != null) {
      out.append("\n  ").append(indented(found));
    }
    if (next != null) {
      out.append("\n  ").append(indented(next));
    }
    return out.toString();
  }

  private static String indented(String text) {
    return text.replace("\n", "\n  ");
  }

  @Override
  public String toString() {
    return render();
  }
}
