package io.tidemark.project.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class SourceTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"one\ntwo\nthree", "one\r\ntwo\r\nthree", "one\rtwo\rthree"})
  void linesAreTheSameWhateverEndsThem(String text) {
    SourceText source = SourceText.of("f", text);

    assertThat(source.at(2, 1).text()).isEqualTo("two");
    assertThat(source.atOffset(text.indexOf("three") + 1)).isEqualTo(new Place("f", 3, 2, "three"));
  }

  @Test
  void dropsAByteOrderMark() {
    assertThat(SourceText.of("f", "\uFEFFselect").text()).isEqualTo("select");
  }

  @Test
  void aColumnCountsCharactersNotCodeUnits() {
    assertThat(SourceText.of("f", "😀x").atOffset(2).column()).isEqualTo(2);
  }

  @Test
  void aLinePastTheEndIsTheLast() {
    assertThat(SourceText.of("f", "one").at(9, 4)).isEqualTo(new Place("f", 1, 0, "one"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "password: hunter2|password: ********",
        "  pass: \"hunter2\"  # x|  pass: ********",
        "pass hunter2|pass ********",
        "password=hunter2|password=********",
        "password:hunter2|password:********",
        "{host: h, password: hunter2, port: 1}|{host: h, password: ********",
        "'password': hunter2|'password': ********",
        "DB_PASSWORD: hunter2|DB_PASSWORD: ********",
        "token: hunter2|token: ********",
        "host: localhost|host: localhost",
        "password:|password:",
      })
  void masksSecretsInLines(String line, String shown) {
    assertThat(SourceText.withSecrets("profiles.yml", line).at(1, 0).text()).isEqualTo(shown);
  }

  @Test
  void masksAPasswordThatGoesOverSeveralLines() {
    SourceText block = SourceText.withSecrets("f", "  password: |\n    hunter2\n  host: h");
    SourceText quoted = SourceText.withSecrets("f", "password: \"hun\nter2\"\nhost: h");

    assertThat(block.at(2, 0).text()).isEqualTo("    ********");
    assertThat(block.at(3, 0).text()).isEqualTo("  host: h");
    assertThat(quoted.at(2, 0).text()).isEqualTo("********");
    assertThat(quoted.at(3, 0).text()).isEqualTo("host: h");
  }
}
