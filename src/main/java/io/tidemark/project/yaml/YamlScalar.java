package io.tidemark.project.yaml;

import io.tidemark.project.problem.Place;
import java.time.temporal.Temporal;
import org.jspecify.annotations.Nullable;

/**
 * A single value.
 *
 * @param value null, {@code Boolean}, {@code Long}, {@code BigInteger}, {@code Double} or {@code
 *     String}; a timestamp is its ISO 8601 text
 * @param text the value as it was written, without quotes
 * @param place where it begins
 * @param written the value before its template was rendered; the value itself where it is none
 * @param moment what a timestamp says, null where it is none
 */
public record YamlScalar(
    @Nullable Object value,
    String text,
    Place place,
    @Nullable Object written,
    @Nullable Temporal moment)
    implements YamlNode {

  private static final int LONGEST_SHOWN = 60;

  /** A value that is no template. */
  public YamlScalar(@Nullable Object value, String text, Place place) {
    this(value, text, place, value, null);
  }

  @Override
  public @Nullable Object typed() {
    return moment == null ? value : moment;
  }

  @Override
  public String description() {
    if (value == null) {
      return "nothing";
    }
    if (value instanceof Boolean) {
      return text;
    }
    if (value instanceof Number) {
      return "the number " + text;
    }
    String shown = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    return "the text \"" + shown.replace("\n", "\\n") + "\"";
  }
}
