package io.tidemark.report.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.report.FakeTerminal;
import io.tidemark.report.HandClock;
import io.tidemark.report.Shop;
import io.tidemark.report.console.Console;
import io.tidemark.report.console.ConsoleOptions;
import io.tidemark.report.console.LogLevel;
import io.tidemark.report.console.SecretMask;
import io.tidemark.report.console.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A person at a terminal sees how far a load has come; a file never does. */
class LiveProgressTest {

  private static final Terminal WIDE = new Terminal(false, true, 120);
  private static final long ROWS = 5_000_000;

  private final FakeTerminal terminal = new FakeTerminal();
  private final HandClock clock = new HandClock();

  @Test
  void aLoadTellsRowsPercentSpeedAndTimeLeft() {
    LiveProgress progress = progress(console(WIDE, false, false));

    progress.started(Shop.ORDERS);
    progress.frozen(Shop.ORDERS, Shop.increment(ROWS));
    clock.pass(Duration.ofSeconds(10));
    progress.committed(Shop.ORDERS, Shop.checkpoint(ROWS, 1_000_000));

    assertThat(terminal.screen())
        .isEqualTo("  marts.orders: 1,000,000 of 5,000,000 rows (20 %), 100,000 rows/s, 40 s left");
  }

  @Test
  void theSpeedOfAResumedLoadIsThisProcesssOwn() {
    LiveProgress progress = progress(console(WIDE, false, false));

    progress.started(Shop.ORDERS);
    progress.resumed(Shop.ORDERS, Shop.checkpoint(ROWS, 4_000_000));
    assertThat(terminal.screen()).endsWith("4,000,000 of 5,000,000 rows (80 %)");
    clock.pass(Duration.ofSeconds(100));
    progress.committed(Shop.ORDERS, Shop.checkpoint(ROWS, 4_500_000));

    assertThat(terminal.screen()).endsWith("(90 %), 5,000 rows/s, 1 min 40 s left");
  }

  @Test
  void itIsDrawnAtMostFiveTimesASecond() {
    LiveProgress progress = progress(console(WIDE, false, false));
    progress.started(Shop.ORDERS);
    progress.frozen(Shop.ORDERS, Shop.increment(ROWS));

    for (int i = 0; i < 100; i++) {
      clock.pass(Duration.ofMillis(10));
      progress.committed(Shop.ORDERS, Shop.checkpoint(ROWS, 500_000));
    }

    assertThat(terminal.printed().split("marts.orders", -1)).hasSize(1 + 1 + 5);
  }

  @Test
  void withoutATerminalALineNowAndThenIsASignOfLife() {
    LiveProgress progress = progress(console(Terminal.NONE, false, false));
    progress.started(Shop.ORDERS);
    progress.frozen(Shop.ORDERS, Shop.increment(ROWS));
    clock.pass(Duration.ofSeconds(10));
    progress.committed(Shop.ORDERS, Shop.checkpoint(ROWS, 1_000_000));
    progress.tell();
    assertThat(terminal.printed()).isEmpty();

    clock.pass(Duration.ofSeconds(30));
    progress.tell();

    assertThat(terminal.printed())
        .contains(
            "marts.orders: 1,000,000 of 5,000,000 rows (20 %), 25,000 rows/s, 2 min 40 s left");
  }

  @Test
  void aLongStatementTellsHowLongItRuns() {
    LiveProgress progress = progress(console(WIDE, false, false));

    progress.started(Shop.TOTALS);
    progress.refresh();
    assertThat(terminal.screen()).isEmpty();
    clock.pass(Duration.ofSeconds(75));
    progress.refresh();
    assertThat(terminal.screen()).isEqualTo("  marts.totals: running for 1 min 15 s");
    clock.pass(Duration.ofHours(1));
    progress.refresh();
    assertThat(terminal.screen()).isEqualTo("  marts.totals: running for 1 h 1 min");
  }

  @Test
  void severalNodesHaveALineEachAndALineGoesWithItsNode() {
    Console console = console(WIDE, false, false);
    LiveProgress progress = progress(console);
    progress.started(Shop.CUSTOMERS);
    progress.started(Shop.ORDERS);
    progress.started(Shop.TOTALS);
    clock.pass(Duration.ofSeconds(2));
    progress.refresh();

    progress.finished(Shop.ORDERS);
    console.info("OK created marts.orders");

    assertThat(terminal.screen())
        .isEqualTo(
            """
            10:20:33  OK created marts.orders
              staging.stg_customers: running for 2 s
              marts.totals: running for 2 s\
            """);
  }

  @Test
  void moreThanEightAreSummedUp() {
    LiveProgress progress = progress(console(WIDE, false, false));
    for (int i = 0; i < 10; i++) {
      progress.started(Shop.node("m" + i, "s", Map.of(), List.of(), null));
    }
    clock.pass(Duration.ofSeconds(2));
    progress.refresh();

    assertThat(terminal.screen().lines()).hasSize(8);
    assertThat(terminal.screen()).endsWith("  … and 3 more");
  }

  @Test
  void inTheEndNothingIsLeft() {
    LiveProgress progress = progress(console(WIDE, false, false));
    progress.started(Shop.TOTALS);
    clock.pass(Duration.ofSeconds(2));
    progress.refresh();

    progress.clear();

    assertThat(terminal.screen()).isEmpty();
  }

  @Test
  void aFileJsonAndAQuietPersonSeeNone() {
    for (Console console :
        List.of(
            console(Terminal.NONE, false, false),
            console(WIDE, true, false),
            console(WIDE, false, true))) {
      LiveProgress progress = progress(console);
      progress.started(Shop.ORDERS);
      progress.frozen(Shop.ORDERS, Shop.increment(ROWS));
      clock.pass(Duration.ofSeconds(2));
      progress.committed(Shop.ORDERS, Shop.checkpoint(ROWS, 500_000));
      progress.clear();
    }

    assertThat(terminal.printed()).isEmpty();
  }

  private LiveProgress progress(Console console) {
    return new LiveProgress(console, clock);
  }

  private Console console(Terminal shown, boolean quiet, boolean json) {
    ConsoleOptions options =
        new ConsoleOptions(
            LogLevel.INFO,
            quiet,
            json,
            shown,
            null,
            "an-invocation",
            Map.of(),
            SecretMask.ofLooks());
    return new Console(options, terminal.stream(), clock);
  }
}
