package io.tidemark.jinja.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The order of Python's sets of numbers, and of tuples of them, which is that of CPython's table of
 * hashes and the same in every run. Sets of anything else have no order there that lasts, and here
 * that in which they were filled.
 */
final class SetOrder {

  private static final int PROBES = 9;
  private static final int SMALLEST = 8;

  private @Nullable Member[] table = new Member[SMALLEST];
  private int used;

  private SetOrder() {}

  /** The members in the order in which Python gives them. */
  static List<@Nullable Object> of(Set<?> members) {
    List<@Nullable Object> filled = new ArrayList<>(members);
    if (members.size() < 2) {
      return filled;
    }
    SetOrder order = new SetOrder();
    for (Object member : filled) {
      Long hash = PythonHash.of(member);
      if (hash == null) {
        return filled;
      }
      order.add(new Member(member, hash));
    }
    List<@Nullable Object> ordered = new ArrayList<>(filled.size());
    for (Member member : order.table) {
      if (member != null) {
        ordered.add(member.value());
      }
    }
    return ordered;
  }

  private record Member(@Nullable Object value, long hash) {}

  private void add(Member member) {
    place(table, member);
    used++;
    if (used * 5 >= (table.length - 1) * 3) {
      @Nullable Member[] larger = new Member[larger(used > 50_000 ? used * 2 : used * 4)];
      for (Member old : table) {
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

  private static void place(@Nullable Member[] table, Member member) {
    int mask = table.length - 1;
    long perturb = member.hash();
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
