package io.tidemark.graph.select;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.graph.Dag;
import io.tidemark.graph.ModelBuilder;
import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.graph.ResourceType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which tests come with what is selected, as in dbt. The project: a, b reads a, c reads b; a test
 * of each, one of a and b, and one of b and c.
 */
class IndirectSelectionTest {

  private final Map<String, Node> nodes = new LinkedHashMap<>();

  IndirectSelectionTest() {
    add(ModelBuilder.model("models/a.sql").tags("first").build());
    add(ModelBuilder.model("models/b.sql").reads("a").build());
    add(ModelBuilder.model("models/c.sql").reads("b").build());
    test("of_a", "a");
    test("of_b", "b");
    test("of_c", "c");
    test("of_a_b", "a", "b");
    test("of_b_c", "b", "c");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          b          | EAGER     | b of_a_b of_b of_b_c
          b          | CAUTIOUS  | b of_b
          b          | BUILDABLE | b of_a_b of_b
          b          | EMPTY     | b
          a b        | CAUTIOUS  | a b of_a of_a_b of_b
          +b         | CAUTIOUS  | a b of_a of_a_b of_b
          b+         | CAUTIOUS  | b c of_a_b of_b of_b_c of_c
          of_a_b     | EAGER     | of_a_b
          of_a_b     | EMPTY     | of_a_b
          a,tag:first | EAGER    | a of_a of_a_b
          """)
  void theTestsThatCome(String select, IndirectSelection mode, String expected) {
    assertThat(selected(List.of(select), List.of(), mode)).isEqualTo(expected);
  }

  @Test
  void whatIsExcludedTakesItsTestsWithIt() {
    assertThat(selected(List.of(), List.of("b"), IndirectSelection.EAGER))
        .isEqualTo("a c of_a of_c");
    assertThat(selected(List.of("b+"), List.of("c"), IndirectSelection.EAGER))
        .isEqualTo("b of_a_b of_b");
  }

  @Test
  void testsAreFoundByTypeAndName() {
    assertThat(selected(List.of("test_type:singular,a"), List.of(), IndirectSelection.EAGER))
        .isEqualTo("of_a of_a_b");
    assertThat(selected(List.of("test_type:unit"), List.of(), IndirectSelection.EAGER)).isEmpty();
  }

  private String selected(List<String> select, List<String> exclude, IndirectSelection mode) {
    Map<String, List<String>> upstreams = new LinkedHashMap<>();
    nodes.forEach((id, node) -> upstreams.put(id, node.dependsOn()));
    Set<String> ids =
        Selection.of(
                new SelectionRequest(select, exclude, null, mode, "shop", null, Selectors.NONE))
            .apply(nodes, Dag.of(upstreams));
    return nodes.values().stream()
        .filter(node -> ids.contains(node.uniqueId()))
        .map(Node::name)
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private void add(Node node) {
    nodes.put(node.uniqueId(), node);
  }

  private void test(String name, String... reads) {
    Node like = ModelBuilder.model("tests/" + name + ".sql").reads(reads).build();
    add(
        new Node(
            "test.shop." + name,
            ResourceType.TEST,
            "shop",
            name,
            like.fqn(),
            like.file(),
            like.config(),
            like.parsed(),
            like.relation(),
            like.dependsOn(),
            null,
            NodeDetail.NONE));
  }
}
