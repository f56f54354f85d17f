package io.tidemark.report.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log file grows over many runs, but not for ever, and never stops one. */
class LogFileTest {

  private final Path folder;

  LogFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aSecondRunAppends() throws IOException {
    Path path = folder.resolve("logs/tidemark.log");
    try (LogFile first = new LogFile(path, 100)) {
      assertThat(first.append("one")).isNull();
    }
    try (LogFile second = new LogFile(path, 100)) {
      assertThat(second.append("two")).isNull();
    }

    assertThat(path).hasContent("one\ntwo");
  }

  @Test
  void aFullFileIsMovedAsideAndTheOldestIsLost() throws IOException {
    Path path = folder.resolve("tidemark.log");
    try (LogFile log = new LogFile(path, 8)) {
      for (int i = 1; i <= 8; i++) {
        assertThat(log.append("line " + i)).isNull();
      }
    }

    assertThat(path).hasContent("line 8");
    assertThat(folder.resolve("tidemark.log.1")).hasContent("line 7");
    assertThat(folder.resolve("tidemark.log.5")).hasContent("line 3");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(6);
    }
  }

  @Test
  void aFailureIsToldOnceAndThenNothingIsTried() throws IOException {
    Path file = Files.writeString(folder.resolve("logs"), "not a folder");
    try (LogFile log = new LogFile(file.resolve("tidemark.log"), 100)) {
      assertThat(log.append("one")).isInstanceOf(IOException.class);
      assertThat(log.append("two")).isNull();
    }
  }
}
