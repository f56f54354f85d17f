package io.tidemark.project.packages;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version as packages have it: three numbers, and what stands behind a hyphen before it is final.
 * Ordered as semantic versions are. Immutable.
 *
 * @param prerelease null for a final version
 */
public record Version(int major, int minor, int patch, @Nullable String prerelease)
    implements Comparable<Version> {

  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})-?([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?(?:\\+.*)?");

  /** The version that a text says, if it says one. */
  public static Optional<Version> of(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Version(
            Integer.parseInt(form.group(1)),
            Integer.parseInt(form.group(2)),
            Integer.parseInt(form.group(3)),
            form.group(4)));
  }

  @Override
  public int compareTo(Version other) {
    int base = compareBase(other);
    if (base != 0) {
      return base;
    }
    if (prerelease == null || other.prerelease == null) {
      return Boolean.compare(prerelease == null, other.prerelease == null);
    }
    return compareParts(prerelease.split("\\."), other.prerelease.split("\\."));
  }

  /** The same without regard to what stands behind the hyphen. */
  int compareBase(Version other) {
    int byMajor = Integer.compare(major, other.major);
    int byMinor = byMajor == 0 ? Integer.compare(minor, other.minor) : byMajor;
    return byMinor == 0 ? Integer.compare(patch, other.patch) : byMinor;
  }

  private static int compareParts(String[] mine, String[] others) {
    for (int i = 0; i < Math.min(mine.length, others.length); i++) {
      int one = comparePart(mine[i], others[i]);
      if (one != 0) {
        return one;
      }
    }
    return Integer.compare(mine.length, others.length);
  }

  /** Numbers by their value and before words. */
  private static int comparePart(String mine, String other) {
    boolean number = mine.matches("\\d{1,9}");
    boolean otherNumber = other.matches("\\d{1,9}");
    if (number && otherNumber) {
      return Integer.compare(Integer.parseInt(mine), Integer.parseInt(other));
    }
    return number == otherNumber ? mine.compareTo(other) : number ? -1 : 1;
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch + (prerelease == null ? "" : "-" + prerelease);
  }
}
