package io.tidemark.jinja.error;

import org.jspecify.annotations.Nullable;

/**
 * One entry of the stack of a failed render, innermost first.
 *
 * @param macro the macro that ran, or {@code null} for the template's own text
 * @param place the line that it had reached
 */
public record MacroFrame(@Nullable String macro, Place place) {
  @Override
  public String toString() {
    return macro == null ? place.toString() : "macro " + macro + " (" + place + ")";
  }
}
