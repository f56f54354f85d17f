package io.tidemark.graph.select;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A selection made by chance: a union of intersections of criteria, minus another.
 *
 * @param select empty for everything
 * @param exclude may be empty
 */
record RandomSelection(List<List<Atom>> select, List<List<Atom>> exclude) {

  /**
   * A criterion.
   *
   * @param base a model's name, or a tag as {@code tag:t1}
   * @param at whether it begins with {@code @}
   * @param up the edges up; 0 writes no operator
   * @param down the edges down; 0 writes no operator
   */
  record Atom(String base, boolean at, int up, int down) {

    static final int UNBOUNDED = 99;

    String text() {
      return (at ? "@" : "")
          + (up == 0 ? "" : depth(up) + "+")
          + base
          + (down == 0 ? "" : "+" + depth(down));
    }

    private static String depth(int edges) {
      return edges == UNBOUNDED ? "" : Integer.toString(edges);
    }

    private static Atom of(Random random, int models, int tags) {
      boolean tag = random.nextInt(3) == 0;
      String base = tag ? "tag:t" + random.nextInt(tags) : "m" + random.nextInt(models);
      boolean at = random.nextInt(6) == 0;
      return new Atom(base, at, edges(random), at ? 0 : edges(random));
    }

    private static int edges(Random random) {
      return switch (random.nextInt(4)) {
        case 0 -> UNBOUNDED;
        case 1 -> 1 + random.nextInt(3);
        default -> 0;
      };
    }
  }

  static RandomSelection of(Random random, int models, int tags) {
    return new RandomSelection(
        union(random, models, tags, random.nextInt(4)),
        union(random, models, tags, random.nextInt(3)));
  }

  private static List<List<Atom>> union(Random random, int models, int tags, int terms) {
    List<List<Atom>> union = new ArrayList<>();
    for (int i = 0; i < terms; i++) {
      union.add(
          IntStream.rangeClosed(0, random.nextInt(3))
              .mapToObj(part -> Atom.of(random, models, tags))
              .toList());
    }
    return union;
  }

  /** As the arguments of {@code --select}, a term each. */
  List<String> selectArguments() {
    return select.stream().map(RandomSelection::text).toList();
  }

  /** As the one argument of {@code --exclude}. */
  List<String> excludeArguments() {
    return exclude.isEmpty()
        ? List.of()
        : List.of(exclude.stream().map(RandomSelection::text).collect(Collectors.joining(" ")));
  }

  private static String text(List<Atom> term) {
    return term.stream().map(Atom::text).collect(Collectors.joining(","));
  }
}
