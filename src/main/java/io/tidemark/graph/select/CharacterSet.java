package io.tidemark.graph.select;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The characters in a wildcard's brackets.
 *
 * @param negated whether all others are meant
 * @param ranges the characters
 */
record CharacterSet(boolean negated, List<Range> ranges) implements IntPredicate {

  /** Characters from the first to the last; none where the last comes before the first. */
  record Range(int first, int last) {}

  /** Reads what stands between the brackets, from {@code start} to before {@code end}. */
  static CharacterSet of(int[] characters, int start, int end) {
    boolean negated = characters[start] == '!';
    List<Range> ranges = new ArrayList<>();
    int at = negated ? start + 1 : start;
    while (at < end) {
      boolean range = at + 2 < end && characters[at + 1] == '-';
      int last = range ? at + 2 : at;
      ranges.add(new Range(characters[at], characters[last]));
      at = last + 1;
    }
    return new CharacterSet(negated, List.copyOf(ranges));
  }

  @Override
  public boolean test(int character) {
    return negated
        != ranges.stream()
            .anyMatch(range -> range.first() <= character && character <= range.last());
  }
}
