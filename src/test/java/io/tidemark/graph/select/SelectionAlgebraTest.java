package io.tidemark.graph.select;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.graph.Dag;
import io.tidemark.graph.ModelBuilder;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.Selectable;
import io.tidemark.graph.TestGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

@DisplayName("Unions, intersections, exclusions and graph operators on random graphs")
class SelectionAlgebraTest {

  private static final long SEED = 20_240_229L;
  private static final int GRAPHS = 100;
  private static final int SELECTIONS = 20;
  private static final int TAGS = 4;
  private static final List<IndirectSelection> MODES = List.of(IndirectSelection.values());

  @Test
  void giveWhatTheNaiveModelGives(TestReporter reporter) {
    reporter.publishEntry("seed", Long.toString(SEED));
    Random random = new Random(SEED);
    int neitherNoneNorAll = 0;
    for (int graph = 0; graph < GRAPHS; graph++) {
      // given
      int size = 1 + random.nextInt(14);
      List<List<Integer>> edges = edges(random, size);
      TestGraph built = graph(random, edges);
      Map<String, Selectable> nodes = built.nodes();
      Dag dag = built.dag();
      NaiveSelection naive = new NaiveSelection(nodes.values(), edges);
      for (int i = 0; i < SELECTIONS; i++) {
        RandomSelection asked = RandomSelection.of(random, size + 1, TAGS + 1);
        String shown = "seed %d, graph %d %s, %s".formatted(SEED, graph, edges, asked);

        // when
        IndirectSelection mode = MODES.get(random.nextInt(MODES.size()));
        shown += ", " + mode;
        Selection selection =
            Selection.of(
                new SelectionRequest(
                    asked.selectArguments(),
                    asked.excludeArguments(),
                    null,
                    mode,
                    "shop",
                    null,
                    Selectors.NONE));
        List<String> ids = List.copyOf(selection.apply(nodes, dag));

        // then
        assertThat(ids).as(shown).isEqualTo(naive.ids(asked, mode));
        assertThat(selection.unmatched(nodes, dag))
            .as("warnings: %s", shown)
            .hasSize(
                (int)
                    Stream.concat(asked.select().stream(), asked.exclude().stream())
                        .filter(term -> naive.isEmpty(term, mode))
                        .count());
        neitherNoneNorAll += ids.isEmpty() || ids.size() == size ? 0 : 1;
      }
    }
    assertThat(neitherNoneNorAll)
        .as("selections that tell right from wrong")
        .isGreaterThan(GRAPHS * SELECTIONS / 4);
  }

  /** Of each node those before it that it reads. */
  private static List<List<Integer>> edges(Random random, int size) {
    int density = 2 + random.nextInt(4);
    List<List<Integer>> edges = new ArrayList<>();
    for (int node = 0; node < size; node++) {
      edges.add(
          IntStream.range(0, node).filter(before -> random.nextInt(density) == 0).boxed().toList());
    }
    return edges;
  }

  private static TestGraph graph(Random random, List<List<Integer>> edges) {
    TestGraph graph = new TestGraph();
    for (int node = 0; node < edges.size(); node++) {
      // A test is read by nobody.
      int id = node;
      boolean test =
          random.nextInt(3) == 0 && edges.stream().noneMatch(reads -> reads.contains(id));
      graph.with(
          ModelBuilder.model("models/m" + node + ".sql")
              .type(test ? ResourceType.TEST : ResourceType.MODEL)
              .tags(
                  IntStream.range(0, TAGS)
                      .filter(tag -> random.nextInt(4) == 0)
                      .mapToObj(tag -> "t" + tag)
                      .toArray(String[]::new))
              .reads(edges.get(node).stream().map(read -> "m" + read).toArray(String[]::new)));
    }
    return graph;
  }
}
