package io.tidemark.materialization.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows are compared as multisets, and what differs reads as daff writes it. */
class RowsDiffTest {

  private static final List<String> COLUMNS = List.of("id", "email", "valid");

  @Test
  void theSameRowsInAnotherOrderDoNotDiffer() {
    assertThat(
            RowsDiff.of(
                COLUMNS,
                List.of(row("1", "a@x", "True"), row("2", null, "False")),
                List.of(row("2", null, "False"), row("1", "a@x", "True"))))
        .isEmpty();
  }

  @Test
  void howOftenARowIsThereCounts() {
    assertThat(
            RowsDiff.of(
                List.of("id"), List.of(row("1"), row("1"), row("2")), List.of(row("1"), row("2"))))
        .contains(
            """
            @@ ,id
               ,1
            ---,1
               ,2\
            """);
  }

  @Test
  void aRowWithAnotherValueIsShownWithBoth() {
    assertThat(
            RowsDiff.of(
                COLUMNS,
                List.of(row("1", "cool@example.com", "True"), row("2", "x", "False")),
                List.of(row("1", "cool@example.com", "False"), row("2", "x", "False"))))
        .contains(
            """
            @@ ,id,email           ,valid
            →  ,1 ,cool@example.com,True→False
               ,2 ,x               ,False\
            """);
  }

  @Test
  void rowsTooManyAndTooFew() {
    assertThat(
            RowsDiff.of(
                List.of("id", "name"),
                List.of(row("1", "a")),
                List.of(row("2", "b"), row("3", null))))
        .contains(
            """
            @@ ,id,name
            ---,1 ,a
            +++,2 ,b
            +++,3 ,NULL\
            """);
  }

  @Test
  void whatIsFarFromAChangeIsLeftOut() {
    List<List<@Nullable String>> expected =
        List.of(row("1"), row("2"), row("3"), row("4"), row("5"));
    List<List<@Nullable String>> actual = List.of(row("1"), row("2"), row("3"), row("4"));

    assertThat(RowsDiff.of(List.of("id"), expected, actual))
        .contains(
            """
            @@ ,id
            ...,...
               ,4
            ---,5\
            """);
  }

  private static List<@Nullable String> row(@Nullable String... values) {
    return Arrays.asList(values);
  }
}
