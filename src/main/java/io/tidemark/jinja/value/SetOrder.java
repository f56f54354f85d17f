package io.tidemark.jinja.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The order of Python's sets of whole numbers, which is that of CPython's table of hashes and the
 * same in every run. Sets of anything else have no order there that lasts, and here that in which
 * they were filled.
 */
final class SetOrder {

  private static final int PROBES = 9;
  private static final int SMALLEST = 8;
  private static final long LARGEST_HASH = (1L << 61) - 1;

  private @Nullable Long[] table = new Long[SMALLEST];
  private int used;

  private SetOrder() {}

  /** The members in the order in which Python gives them. */
  static List<@Nullable Object> of(Set<?> members) {
    List<@Nullable Object> filled = new ArrayList<>(members);
    if (members.size() < 2 || !filled.stream().allMatch(SetOrder::isSmall)) {
      return filled;
    }
    SetOrder order = new SetOrder();
    filled.forEach(member -> order.add((Long) member));
    List<@Nullable Object> ordered = new ArrayList<>(filled.size());
    for (Long member : order.table) {
      if (member != null) {
        ordered.add(member);
      }
    }
    return ordered;
  }

  private static boolean isSmall(@Nullable Object member) {
    return member instanceof Long number && Math.abs(number) < LARGEST_HASH;
  }

  private void add(Long member) {
    place(table, member);
    used++;
    if (used * 5 >= (table.length - 1) * 3) {
      @Nullable Long[] larger = new Long[larger(used > 50_000 ? used * 2 : used * 4)];
      for (Long old : table) {
        if (old != null) {
          place(larger, old);
        }
      }
      table = larger;
    }
  }

  private static int larger(int least) {
    int size = SMALLEST;
    while (size <= least) {
      size *= 2;
    }
    return size;
  }

  private static void place(@Nullable Long[] table, Long member) {
    int mask = table.length - 1;
    // Python keeps -1 for errors.
    long perturb = member == -1 ? -2 : member;
    int slot = (int) (perturb & mask);
    while (true) {
      int last = slot + PROBES <= mask ? slot + PROBES : slot;
      for (int at = slot; at <= last; at++) {
        if (table[at] == null) {
          table[at] = member;
          return;
        }
      }
      perturb >>>= 5;
      slot = (int) ((slot * 5L + 1 + perturb) & mask);
    }
  }
}
