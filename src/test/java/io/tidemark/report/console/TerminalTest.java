package io.tidemark.report.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Colours are on where a person wants and can see them. */
class TerminalTest {

  private static final Map<String, String> NO_COLOR = Map.of("NO_COLOR", "1");

  @Test
  void aTerminalHasColoursAndAPipeHasNone() {
    assertThat(Terminal.of(true, null, Map.of())).isEqualTo(new Terminal(true, true, 80));
    assertThat(Terminal.of(false, null, Map.of())).isEqualTo(Terminal.NONE);
  }

  @Test
  void noColorTurnsColoursOffAndLeavesTheProgress() {
    Terminal terminal = Terminal.of(true, null, NO_COLOR);

    assertThat(terminal.colors()).isFalse();
    assertThat(terminal.movable()).isTrue();
    assertThat(Terminal.of(true, null, Map.of("NO_COLOR", "")).colors()).isTrue();
  }

  @Test
  void dbtsVariableIsStrongerThanNoColorAndTheFlagIsStrongest() {
    Map<String, String> both = Map.of("NO_COLOR", "1", "DBT_USE_COLORS", "True");

    assertThat(Terminal.of(false, null, both).colors()).isTrue();
    assertThat(Terminal.of(true, null, Map.of("DBT_USE_COLORS", "false")).colors()).isFalse();
    assertThat(Terminal.of(true, false, both).colors()).isFalse();
    assertThat(Terminal.of(false, true, NO_COLOR).colors()).isTrue();
  }

  @Test
  void aDumbTerminalCanNeitherColourNorMove() {
    assertThat(Terminal.of(true, null, Map.of("TERM", "dumb"))).isEqualTo(Terminal.NONE);
  }

  @Test
  void theWidthIsTheEnvironmentsIfItIsANumber() {
    assertThat(Terminal.of(true, null, Map.of("COLUMNS", "132")).width()).isEqualTo(132);
    assertThat(Terminal.of(true, null, Map.of("COLUMNS", "wide")).width()).isEqualTo(80);
    assertThat(Terminal.of(true, null, Map.of("COLUMNS", "0")).width()).isEqualTo(20);
  }
}
