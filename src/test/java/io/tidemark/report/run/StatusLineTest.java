package io.tidemark.report.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.report.console.Color;
import io.tidemark.report.console.Highlight;
import io.tidemark.report.console.LogEvent;
import io.tidemark.report.console.LogLevel;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A status stands in dbt's column, and only it is coloured. */
class StatusLineTest {

  @Test
  void theDotsEndAtDbtsWidth() {
    LogEvent event = event(new StatusLine(1, 5, "START x", "RUN", null, null));

    assertThat(event.message()).startsWith("1 of 5 START x ..").endsWith(".. [RUN]");
    assertThat(event.message().indexOf(" [RUN]")).isEqualTo(80);
    assertThat(event.highlight()).isNull();
  }

  @Test
  void aLongNamePushesTheStatusAside() {
    String name = "x".repeat(100);
    LogEvent event = event(new StatusLine(10, 10, name, "RUN", null, null));

    assertThat(event.message()).isEqualTo("10 of 10 " + name + "  [RUN]");
  }

  @Test
  void onlyTheStatusIsColoured() {
    StatusLine line = new StatusLine(1, 1, "OK x", "OK", Color.GREEN, Duration.ofMillis(1_500));
    LogEvent event = event(line);

    Highlight highlight = Objects.requireNonNull(event.highlight());
    assertThat(event.message().substring(highlight.from(), highlight.to())).isEqualTo("OK");
    assertThat(event.message()).endsWith("[OK in 1.50s]");
  }

  @Test
  void theUserMayWantAnotherWidth() {
    StatusLine line = new StatusLine(1, 5, "OK x", "OK", Color.GREEN, null);
    LogEvent event = line.event("LogStartLine", "Q011", LogLevel.INFO, Map.of()).upTo(20);

    assertThat(event.message()).isEqualTo("1 of 5 OK x ........ [OK]");
    assertThat(event.highlight()).isEqualTo(new Highlight(22, 24, Color.GREEN));
  }

  private static LogEvent event(StatusLine line) {
    return line.event("LogStartLine", "Q011", LogLevel.INFO, Map.of()).upTo(80);
  }
}
