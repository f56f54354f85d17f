package io.tidemark.report.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.batch.RunHook;
import io.tidemark.report.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers, times and nodes are said in one way, wherever the machine stands. */
class WordingTest {

  @Test
  void aNodeAndAHookAreSaidAsDbtSaysThem() {
    RunHook hook =
        new RunHook(
            "operation.shop.shop-on-run-end-1",
            RunHook.Phase.END,
            1,
            (database, ended) -> "select 1");

    assertThat(Wording.described(Shop.ORDERS)).isEqualTo("sql incremental model marts.orders");
    assertThat(hook.shownName()).isEqualTo("shop.on-run-end.1");
  }

  @Test
  void aNumberIsTheSameInEveryLanguage() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(Wording.number(3_450_000)).isEqualTo("3,450,000");
      assertThat(Wording.seconds(Duration.ofMillis(1_234))).isEqualTo("1.23");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0 s", "59, 59 s", "60, 1 min 0 s", "3599, 59 min 59 s", "7380, 2 h 3 min"})
  void aTimeIsSaidRoughly(long seconds, String said) {
    assertThat(Wording.roughly(Duration.ofSeconds(seconds))).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 models", "1, 1 model", "2, 2 models"})
  void oneIsSingular(long count, String said) {
    assertThat(Wording.count(count, "model")).isEqualTo(said);
  }

  @Test
  void manyNamesAreSummedUp() {
    assertThat(Wording.several(List.of("a", "b"), 2)).isEqualTo("a, b");
    assertThat(Wording.several(List.of("a", "b", "c", "d"), 2)).isEqualTo("a, b and 2 more");
  }
}
