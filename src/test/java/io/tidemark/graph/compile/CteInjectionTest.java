package io.tidemark.graph.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CteInjectionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "select 1 | with a as (\\nA\\n) select 1",
        "with x as (y) select 1 | with  a as (\\nA\\n), x as (y) select 1",
        "WITH x as (y) select 1 | WITH  a as (\\nA\\n), x as (y) select 1",
        "with recursive x as (y) select 1 | with recursive  a as (\\nA\\n), x as (y) select 1",
        "-- with z\\nwith x as (y) select 1 | -- with z\\nwith  a as (\\nA\\n), x as (y) select 1",
        "/* with z */ with x as (y) select 1 | /* with z */ with  a as (\\n"
            + "A\\n"
            + "), x as (y) select 1",
        "-- no with\\nselect 1 | with a as (\\nA\\n) -- no with\\nselect 1",
        "select 'with x' | with a as (\\nA\\n) select 'with x'",
        "\\n\\nselect 1 | \\n\\nwith a as (\\nA\\n) select 1",
        "withdrawals | with a as (\\nA\\n) withdrawals",
      })
  void expressionsComeFirst(String sql, String injected) {
    assertThat(CteInjection.inject(Map.of("a", "A"), sql.replace("\\n", "\n")))
        .isEqualTo(injected.replace("\\n", "\n"));
  }

  @Test
  void eachComesAfterThoseThatItReads() {
    Map<String, String> ctes = new LinkedHashMap<>();
    ctes.put("b", "B");
    ctes.put("a", "from b");

    assertThat(CteInjection.inject(ctes, "select 1"))
        .isEqualTo("with b as (\nB\n),  a as (\nfrom b\n) select 1");
  }

  @Test
  void withoutAnyNothingChanges() {
    assertThat(CteInjection.inject(Map.of(), "  select 1")).isEqualTo("  select 1");
  }
}
