package io.tidemark.report.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** Levels are dbt's, and none is no line's. */
class LogLevelTest {

  @Test
  void aNameIsFoundInWhateverCase() {
    assertThat(LogLevel.of("Warn")).contains(LogLevel.WARN);
    assertThat(LogLevel.of("warning")).isEmpty();
    assertThat(LogLevel.NONE.dbtName()).isEqualTo("none");
  }

  @Test
  void aLineReachesItsOwnLevelAndThoseBelow() {
    assertThat(LogLevel.WARN.reaches(LogLevel.INFO)).isTrue();
    assertThat(LogLevel.WARN.reaches(LogLevel.WARN)).isTrue();
    assertThat(LogLevel.WARN.reaches(LogLevel.ERROR)).isFalse();
    assertThat(LogLevel.ERROR.reaches(LogLevel.NONE)).isFalse();
  }

  @Test
  void noneIsNoLinesLevel() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogEvent.of("Note", "Z050", LogLevel.NONE, "x"));
  }
}
