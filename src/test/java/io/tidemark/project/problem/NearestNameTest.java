package io.tidemark.project.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class NearestNameTest {

  private static final List<String> KNOWN = List.of("stg_orders", "stg_customers", "orders");

  @ParameterizedTest
  @ValueSource(strings = {"stg_order", "stg_ordres", "STG_ORDERS", "stg-orders", "sgt_orders"})
  void findsANameThatWasMistyped(String typed) {
    assertThat(NearestName.of(typed, KNOWN)).contains("stg_orders");
  }

  @ParameterizedTest
  @ValueSource(strings = {"payments", "x", ""})
  void findsNothingWhereNothingIsNear(String typed) {
    assertThat(NearestName.of(typed, KNOWN)).isEmpty();
  }

  @Test
  void takesTheFirstOfEquals() {
    assertThat(NearestName.of("abx", List.of("aba", "abb"))).contains("aba");
  }

  @Test
  void asksAQuestion() {
    assertThat(NearestName.question("ordrs", KNOWN)).contains("Did you mean \"orders\"?");
  }

  @Test
  void aSwapOfNeighboursIsOneMistake() {
    assertThat(NearestName.of("ba", List.of("ab"))).contains("ab");
  }
}
