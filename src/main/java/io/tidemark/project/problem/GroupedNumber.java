package io.tidemark.project.problem;

import java.util.Locale;

/** A number as people read it: {@code 3,450,000}. */
public final class GroupedNumber {

  private GroupedNumber() {}

  /** The number in groups of three digits. */
  public static String of(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
