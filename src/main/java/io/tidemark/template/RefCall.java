package io.tidemark.template;

import io.tidemark.project.problem.Place;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A {@code ref()} in a template.
 *
 * @param packageName the package that was named, or null
 * @param name the model, seed or snapshot
 * @param version the version that was asked for, or null
 * @param textual whether the version was written as a text, though it may look like a number
 * @param place where the call is, or null where that is not known
 */
public record RefCall(
    @Nullable String packageName,
    String name,
    @Nullable String version,
    boolean textual,
    @Nullable Place place) {

  private static final Pattern NUMBER = Pattern.compile("0|[1-9]\\d{0,8}");

  /** A call without a version, or with one that is a number if it looks like one. */
  public RefCall(
      @Nullable String packageName, String name, @Nullable String version, @Nullable Place place) {
    this(packageName, name, version, false, place);
  }

  /** The version as artifacts have it: a number where it is one, as most are written. */
  public @Nullable Object versionValue() {
    return !textual && version != null && NUMBER.matcher(version).matches()
        ? Integer.valueOf(version)
        : version;
  }
}
