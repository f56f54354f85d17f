package io.tidemark.graph.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.graph.Dag;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A selection that can't be right is told")
class SelectionProblemsTest {

  @Test
  void unknownMethodNamesTheNearest() {
    assertThat(problem("+tagg:nightly").render())
        .contains("The selection criterion \"+tagg:nightly\" has an unknown method, \"tagg\"")
        .contains("Allowed: access, config, ", ", state, ")
        .endsWith("Did you mean \"tag\"?");
  }

  @Test
  void unknownMethodWithoutANearOneSaysWhatToWrite() {
    assertThat(problem("zzzzzz:nightly").next())
        .isEqualTo("Write METHOD:VALUE, or a model's name alone.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"orders,", ",orders", "orders,,customers", "+", "2+", "@", "tag:", "+tag:+"})
  void emptyPart(String term) {
    assertThat(problem(term).what())
        .isEqualTo("The selection criterion \"%s\" has an empty part".formatted(term));
    assertThat(problem(term).next()).contains("+orders");
  }

  @Test
  void atAndPlusBehindContradict() {
    assertThat(problem("@orders+").what())
        .isEqualTo("The selection criterion \"@orders+\" has both @ and a + behind it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"config:table", "config.:table", "config.meta.:x", "config..x:y"})
  void configNeedsItsKey(String criterion) {
    assertThat(problem(criterion).what()).contains("does not say which config");
    assertThat(problem(criterion).next()).contains("config.materialized:table");
  }

  @Test
  void otherMethodsTakeNoKey() {
    assertThat(problem("tag.nightly:x").render())
        .contains("\"tag.nightly:x\" has a key, which \"tag\" does not take")
        .contains("Write for example \"tag:x\".");
  }

  @Test
  void unknownResourceTypeNamesTheNearest() {
    assertThat(problem("resource_type:sources").found()).contains("model, seed, ", ", source, ");
    assertThat(problem("resource_type:sources").next()).isEqualTo("Did you mean \"source\"?");
  }

  @Test
  void unknownAccessNamesTheNearest() {
    assertThat(problem("access:publik").found()).isEqualTo("Allowed: private, protected, public.");
    assertThat(problem("access:publik").next()).isEqualTo("Did you mean \"public\"?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/models/marts", "path:../other", "path:models/../../other"})
  void pathOutsideOfTheProject(String criterion) {
    assertThat(problem(criterion).what()).contains("leads out of the project");
  }

  @Test
  void sourceWithTooManyDots() {
    assertThat(problem("source:a.b.c.d").found()).contains("PACKAGE.SOURCE.TABLE");
  }

  @Test
  void thisPackageWithoutAProject() {
    assertThat(problem("package:this").next()).isEqualTo("Write the package's name.");
  }

  @Test
  void whatAnotherRunHasLeftNeedsItsDirectory() {
    Selection selection = Selection.of(List.of("state:modified"), List.of());

    ProjectException exception =
        catchThrowableOfType(
            ProjectException.class, () -> selection.apply(Map.of(), Dag.of(Map.of())));

    assertThat(exception.problems().get(0).next()).contains("--state DIR");
  }

  @Test
  void allAreToldAtOnce() {
    ProjectException exception =
        failure(List.of("tagg:a state:changed,sorce:raw", "orders"), List.of("+"));

    assertThat(exception.problems())
        .extracting(Problem::what)
        .satisfiesExactly(
            first -> assertThat(first).contains("tagg"),
            second -> assertThat(second).contains("the state \"changed\""),
            third -> assertThat(third).contains("sorce"),
            fourth -> assertThat(fourth).contains("empty part"));
  }

  private static Problem problem(String select) {
    List<Problem> problems = failure(List.of(select), List.of()).problems();
    return problems.get(0);
  }

  private static ProjectException failure(List<String> select, List<String> exclude) {
    return catchThrowableOfType(ProjectException.class, () -> Selection.of(select, exclude));
  }

  @Nested
  @DisplayName("A criterion that matches nothing is a warning")
  class Unmatched {

    @Test
    void notWhereEverythingMatches() {
      assertThat(unmatched(List.of("+orders tag:nightly,marts"), List.of("contacts.v2"))).isEmpty();
      assertThat(unmatched(List.of(), List.of())).isEmpty();
    }

    @Test
    void withTheNearestName() {
      assertThat(unmatched(List.of("+odrers"), List.of()))
          .singleElement()
          .satisfies(
              warning -> {
                assertThat(warning.what())
                    .isEqualTo(
                        "The selection criterion \"+odrers\" does not match any enabled nodes");
                assertThat(warning.next()).isEqualTo("Did you mean \"+orders\"?");
              });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            2+tag:nigthly+1               | 2+tag:nightly+1
            source:row.orders             | source:raw.orders
            source:rwa                    | source:raw
            shop.mart.orders              | shop.marts.orders
            mart                          | marts
            models/mart                   | models/marts
            path:models/marts/order.sql   | path:models/marts/orders.sql
            order.sql                     | orders.sql
            package:shp                   | package:shop
            group:finanse                 | group:finance
            config.materialized:incremantal | config.materialized:incremental
            tag:nigthly,marts             | tag:nightly
            """)
    void ofTheMethodThatWasAsked(String criterion, String nearest) {
      assertThat(unmatched(List.of(criterion), List.of()))
          .singleElement()
          .extracting(Problem::next)
          .isEqualTo("Did you mean \"%s\"?".formatted(nearest));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            stg_*          | file:stg_*
            fqn:stg_*+     | file:stg_*+
            +raw.orders    | +source:raw.orders
            nightly+       | tag:nightly+
            """)
    void ofTheMethodThatWasProbablyMeant(String criterion, String meant) {
      assertThat(unmatched(List.of(criterion), List.of()))
          .singleElement()
          .extracting(Problem::next)
          .isEqualTo("Did you mean \"%s\"?".formatted(meant));
    }

    @Test
    void withWhatThereIsWhereNothingIsNear() {
      assertThat(unmatched(List.of("tag:weekly"), List.of()))
          .singleElement()
          .satisfies(
              warning -> {
                assertThat(warning.found())
                    .isEqualTo(
                        "Nothing is known by \"weekly\"."
                            + " There are: finance, nightly, staging, static.");
                assertThat(warning.next()).isEqualTo("Correct the criterion, or remove it.");
              });
    }

    @Test
    void ofAnIntersectionThatIsEmptyThoughItsPartsAreNot() {
      assertThat(unmatched(List.of("tag:static,marts"), List.of()))
          .singleElement()
          .satisfies(
              warning -> {
                assertThat(warning.what()).contains("\"tag:static,marts\"");
                assertThat(warning.found()).contains("no node is matched by all of them");
              });
    }

    @Test
    void ofExcludeToo() {
      assertThat(unmatched(List.of("orders nothing"), List.of("nowhere")))
          .extracting(Problem::what)
          .satisfiesExactly(
              first -> assertThat(first).contains("nothing"),
              second -> assertThat(second).contains("nowhere"));
    }

    private List<Problem> unmatched(List<String> select, List<String> exclude) {
      return Selection.of(select, exclude).unmatched(Shop.GRAPH.nodes(), Shop.GRAPH.dag());
    }
  }
}
