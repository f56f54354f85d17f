package io.tidemark.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

@DisplayName("The DAG")
class DagTest {

  private static final int ALL = Integer.MAX_VALUE;

  /** raw → stg → orders → report, and raw → customers → report. */
  private static final Dag SHOP =
      Dag.of(
          Map.of(
              "raw", List.of(),
              "stg", List.of("raw"),
              "orders", List.of("stg"),
              "customers", List.of("raw"),
              "report", List.of("orders", "customers")));

  @Test
  void knowsItsNodesAndTheirNeighbours() {
    assertThat(SHOP.nodes())
        .containsExactlyInAnyOrder("raw", "stg", "orders", "customers", "report");
    assertThat(SHOP.upstreams("report")).containsExactlyInAnyOrder("orders", "customers");
    assertThat(SHOP.downstreams("raw")).containsExactlyInAnyOrder("stg", "customers");
    assertThat(SHOP.upstreams("raw")).isEmpty();
    assertThat(SHOP.downstreams("report")).isEmpty();
  }

  @Test
  void leavesOutUpstreamsThatAreNoNodes() {
    // given a model that reads a source which is not loaded here
    Dag dag = Dag.of(Map.of("orders", List.of("source.shop.raw.orders", "stg"), "stg", List.of()));

    assertThat(dag.nodes()).containsExactlyInAnyOrder("orders", "stg");
    assertThat(dag.upstreams("orders")).containsExactly("stg");
  }

  @Test
  void countsAnUpstreamThatIsNamedTwiceOnce() {
    Dag dag = Dag.of(Map.of("orders", List.of("stg", "stg"), "stg", List.of()));

    assertThat(dag.upstreams("orders")).containsExactly("stg");
    assertThat(dag.order()).containsExactly("stg", "orders");
  }

  @Test
  void doesNotLetItsNodesBeChangedFromOutside() {
    Set<String> nodes = SHOP.nodes();

    assertThatThrownBy(() -> nodes.remove("raw")).isInstanceOf(UnsupportedOperationException.class);
  }

  @Nested
  class Depth {

    @Test
    void boundsTheAncestors() {
      assertThat(SHOP.ancestors("report", 0)).isEmpty();
      assertThat(SHOP.ancestors("report", 1)).containsExactlyInAnyOrder("orders", "customers");
      assertThat(SHOP.ancestors("report", 2))
          .containsExactlyInAnyOrder("orders", "customers", "stg", "raw");
      assertThat(SHOP.ancestors("orders", 1)).containsExactly("stg");
    }

    @Test
    void boundsTheDescendants() {
      assertThat(SHOP.descendants("raw", 0)).isEmpty();
      assertThat(SHOP.descendants("raw", 1)).containsExactlyInAnyOrder("stg", "customers");
      assertThat(SHOP.descendants("raw", 2))
          .containsExactlyInAnyOrder("stg", "customers", "orders", "report");
    }

    @Test
    void isUnboundedAtItsGreatest() {
      assertThat(SHOP.ancestors("report", ALL))
          .containsExactlyInAnyOrder("orders", "customers", "stg", "raw");
      assertThat(SHOP.descendants("stg", ALL)).containsExactlyInAnyOrder("orders", "report");
    }

    @Test
    void goesTheShortestWay() {
      // given two ways from a to d, of one edge and of three
      Dag dag =
          Dag.of(
              Map.of("a", List.of(), "b", List.of("a"), "c", List.of("b"), "d", List.of("a", "c")));

      assertThat(dag.descendants("a", 1)).containsExactlyInAnyOrder("b", "d");
    }

    @Test
    void endsInACycle() {
      Dag dag = Dag.of(Map.of("a", List.of("b"), "b", List.of("a")));

      assertThat(dag.ancestors("a", ALL)).containsExactlyInAnyOrder("a", "b");
    }
  }

  @Nested
  class Cycle {

    @Test
    void isEmptyWhereThereIsNone() {
      assertThat(SHOP.cycle()).isEmpty();
      assertThat(Dag.of(Map.of()).cycle()).isEmpty();
    }

    @Test
    void isToldByTheNamesInItsOrder() {
      // given a → b → c → a, and nodes before and after that are in no cycle
      Dag dag =
          Dag.of(
              Map.of(
                  "before", List.of(),
                  "a", List.of("before", "c"),
                  "b", List.of("a"),
                  "c", List.of("b"),
                  "after", List.of("c")));

      assertThat(dag.cycle()).contains(List.of("a", "b", "c", "a"));
    }

    @Test
    void isToldWhereANodeReadsItself() {
      Dag dag = Dag.of(Map.of("a", List.of("a"), "b", List.of("a")));

      assertThat(dag.cycle()).contains(List.of("a", "a"));
    }

    @Test
    void isTheSameOneWhateverTheOrderOfTheNodes() {
      // given two cycles
      Map<String, List<String>> upstreams =
          new TreeMap<>(
              Map.of("x", List.of("y"), "y", List.of("x"), "b", List.of("c"), "c", List.of("b")));

      assertThat(Dag.of(upstreams).cycle())
          .isEqualTo(Dag.of(new TreeMap<>(upstreams).descendingMap()).cycle())
          .contains(List.of("b", "c", "b"));
    }

    @Test
    void hasEveryEdgeThatItTells() {
      // given a node between two cycles, which is itself in none
      Dag dag =
          Dag.of(
              Map.of(
                  "a", List.of("b", "m"),
                  "b", List.of("a"),
                  "m", List.of("x"),
                  "x", List.of("y"),
                  "y", List.of("x")));

      List<String> cycle = dag.cycle().orElseThrow();
      for (int i = 1; i < cycle.size(); i++) {
        assertThat(dag.upstreams(cycle.get(i))).contains(cycle.get(i - 1));
      }
      assertThat(cycle).last().isEqualTo(cycle.get(0));
    }
  }

  @Nested
  class Order {

    @Test
    void putsUpstreamsFirstAndEqualsByTheirIds() {
      assertThat(SHOP.order()).containsExactly("raw", "customers", "stg", "orders", "report");
    }

    @Test
    void isTheSameWhateverTheOrderOfTheNodes() {
      Map<String, List<String>> upstreams = new TreeMap<>();
      SHOP.nodes().forEach(node -> upstreams.put(node, List.copyOf(SHOP.upstreams(node))));

      assertThat(Dag.of(new TreeMap<>(upstreams).descendingMap()).order()).isEqualTo(SHOP.order());
    }
  }

  @Nested
  class Subset {

    @Test
    void joinsNodesThatWereJoinedThroughOthers() {
      Dag subset = SHOP.subset(Set.of("raw", "report"));

      assertThat(subset.nodes()).containsExactlyInAnyOrder("raw", "report");
      assertThat(subset.upstreams("report")).containsExactly("raw");
    }

    @Test
    void doesNotJoinNodesThatWereNot() {
      Dag subset = SHOP.subset(Set.of("orders", "customers"));

      assertThat(subset.upstreams("orders")).isEmpty();
      assertThat(subset.upstreams("customers")).isEmpty();
    }

    @Test
    void doesNotJoinPastANodeThatStays() {
      Dag subset = SHOP.subset(Set.of("raw", "stg", "report"));

      // The way through customers is one of its own, so raw stays an upstream of report.
      assertThat(subset.upstreams("report")).containsExactlyInAnyOrder("raw", "stg");
      assertThat(SHOP.subset(Set.of("raw", "stg", "orders")).upstreams("orders"))
          .containsExactly("stg");
    }

    @Test
    void leavesOutIdsThatAreNoNodes() {
      assertThat(SHOP.subset(Set.of("raw", "unknown")).nodes()).containsExactly("raw");
      assertThat(SHOP.subset(Set.of()).nodes()).isEmpty();
    }

    @RepeatedTest(50)
    void keepsWhoHasToWaitForWhom(RepetitionInfo repetition) {
      // given a random graph and a random half of it
      long seed = 20_240_101L + repetition.getCurrentRepetition();
      Random random = new Random(seed);
      Dag dag = randomDag(random, 12);
      Set<String> half =
          dag.nodes().stream()
              .filter(node -> random.nextBoolean())
              .collect(Collectors.toCollection(TreeSet::new));

      // when
      Dag subset = dag.subset(half);

      // then of two nodes that are left one comes before the other exactly where it did before
      for (String node : half) {
        Set<String> before = new TreeSet<>(dag.ancestors(node, ALL));
        before.retainAll(half);
        assertThat(subset.ancestors(node, ALL))
            .as("seed %d: ancestors of %s in %s", seed, node, half)
            .containsExactlyInAnyOrderElementsOf(before);
      }
    }
  }

  private static Dag randomDag(Random random, int size) {
    Map<String, List<String>> upstreams = new TreeMap<>();
    for (int node = 0; node < size; node++) {
      int self = node;
      upstreams.put(
          "n" + node,
          random
              .ints(3, 0, size)
              .filter(upstream -> upstream < self)
              .mapToObj(upstream -> "n" + upstream)
              .toList());
    }
    return Dag.of(upstreams);
  }
}
