package io.tidemark.graph.select;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A wildcard matches what Python's fnmatch matches")
class WildcardTest {

  /** Every line was put to {@code fnmatch.fnmatchcase} of Python 3. */
  @ParameterizedTest(name = "{0} and {1}: {2}")
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          *,         "",       true
          *,         a.b,      true
          "",        "",       true
          "",        a,        false
          a*,        a,        true
          a*c,       abbc,     true
          a*c,       acb,      false
          *a*b*,     xxaxxbxx, true
          *a*b*,     xxbxxaxx, false
          **,        ab,       true
          ?,         a,        true
          ?,         "",       false
          ??,        a,        false
          ?,         ü,        true
          ?,         😀,       true
          [abc],     b,        true
          [abc],     d,        false
          [abc],     B,        false
          [a-c]x,    bx,       true
          [!a-c],    d,        true
          [!a-c],    b,        false
          [^a],      ^,        true
          [^a],      b,        false
          []],       ],        true
          []a],      a,        true
          [!]],      ],        false
          [!]],      a,        true
          [],        [],       true
          [!],       [!],      true
          [abc,      [abc,     true
          [abc,      a,        false
          a],        a],       true
          [a-],      -,        true
          [-a],      -,        true
          [!-a],     -,        false
          [a-c-e],   d,        false
          [a-c-e],   -,        true
          [z-a],     m,        false
          [!z-a],    m,        true
          [*],       *,        true
          [*],       a,        false
          [?],       a,        false
          a.b,       axb,      false
          (a|b),     a,        false
          (a|b),     (a|b),    true
          a\\b,      a\\b,     true
          [\\d],     d,        true
          [\\d],     5,        false
          """)
  void matches(String pattern, String text, boolean expected) {
    assertThat(Wildcard.of(pattern).matches(text)).isEqualTo(expected);
  }

  @Test
  void isQuickWhateverThePattern() {
    // given a pattern that takes a backtracking regular expression longer than anyone waits
    Wildcard pattern = Wildcard.of("*a".repeat(50) + "b");

    assertThat(pattern.matches("a".repeat(5_000))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"a*,true", "a?,true", "[a,true", "a],true", "a.b_c-d,false"})
  void tellsWhereOneIs(String text, boolean expected) {
    assertThat(Wildcard.isIn(text)).isEqualTo(expected);
  }
}
