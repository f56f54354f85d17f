package io.tidemark.project.problem;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a mistyped one was probably meant to be. */
public final class NearestName {

  private NearestName() {}

  /**
   * The candidate with the fewest insertions, deletions, replacements and swaps of neighbours from
   * {@code name}, upper and lower case being the same; the first of equals. Empty where none is
   * near: at most a third of the name's length, and at least one character, may differ.
   */
  public static Optional<String> of(String name, Collection<String> candidates) {
    int allowed = Math.max(1, name.length() / 3);
    String nearest = null;
    int nearestDistance = allowed + 1;
    for (String candidate : candidates) {
      if (Math.abs(candidate.length() - name.length()) >= nearestDistance) {
        continue;
      }
      int distance = distance(lower(name), lower(candidate));
      // A name of which nothing is left was not meant.
      boolean alike = distance < Math.max(name.length(), candidate.length());
      if (alike && distance < nearestDistance) {
        nearest = candidate;
        nearestDistance = distance;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** {@code Did you mean "x"?}, or empty where no candidate is near. */
  public static Optional<String> question(String name, Collection<String> candidates) {
    return of(name, candidates).map(nearest -> "Did you mean \"%s\"?".formatted(nearest));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Damerau-Levenshtein distance in its optimal-string-alignment form. */
  private static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(last[j], current[j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          current[j] = Math.min(current[j], beforeLast[j - 2] + 1);
        }
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = current;
      current = free;
    }
    return last[b.length()];
  }
}
