package io.tidemark.load;

import java.util.Locale;

/** A number as people read it: {@code 3,450,000}. */
final class GroupedNumber {

  private GroupedNumber() {}

  static String of(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
