package io.tidemark.report.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.batch.HookResult;
import io.tidemark.batch.NodeResult;
import io.tidemark.batch.RunHook;
import io.tidemark.batch.RunResult;
import io.tidemark.batch.RunStart;
import io.tidemark.batch.RunStatus;
import io.tidemark.load.HalfLoadedException;
import io.tidemark.project.problem.Place;
import io.tidemark.report.FakeTerminal;
import io.tidemark.report.HandClock;
import io.tidemark.report.Shop;
import io.tidemark.report.console.Console;
import io.tidemark.report.console.ConsoleOptions;
import io.tidemark.report.console.LogLevel;
import io.tidemark.report.console.SecretMask;
import io.tidemark.report.console.Terminal;
import io.tidemark.report.failure.FailureText;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A run reads as dbt's does, however it goes. */
class RunConsoleTest {

  private static final RunHook HOOK =
      new RunHook(
          "operation.shop.shop-on-run-start-0",
          RunHook.Phase.START,
          0,
          (database, ended) -> "select 1");

  private final FakeTerminal terminal = new FakeTerminal();
  private final HandClock clock = new HandClock();

  @Test
  void aRunThatGoesWell() {
    RunConsole run = run(LogLevel.INFO, false, false, Terminal.NONE, List.of());

    succeed(run, List.of());

    assertThat(terminal.printed())
        .isEqualTo(
            """
            10:20:31  Found 3 models, 1 source
            10:20:31
            10:20:31  Concurrency: 4 threads (target='dev')
            10:20:31
            10:20:31  1 of 3 START sql view model staging.stg_customers .............................. [RUN]
            10:20:31  1 of 3 OK created sql view model staging.stg_customers ......................... [CREATE VIEW in 0.12s]
            10:20:31  2 of 3 START sql incremental model marts.orders ................................ [RUN]
            10:20:31    marts.orders: a unique index was made
            10:20:31  2 of 3 OK created sql incremental model marts.orders ........................... [INSERT 0 9 in 0.40s]
            10:20:31  3 of 3 START sql table model marts.totals ...................................... [RUN]
            10:20:32  3 of 3 OK created sql table model marts.totals ................................. [SELECT 2 in 60.00s]
            10:20:32
            10:20:32  Finished running 1 incremental model, 1 table model, 1 view model in 0 hours 1 minutes and 0.52 seconds (60.52s).
            10:20:32
            10:20:32  Completed successfully
            10:20:32
            10:20:32  Done. PASS=3 WARN=0 ERROR=0 SKIP=0 NO-OP=0 TOTAL=3
            10:20:32  Look at the rows with: ./tidemark show --select totals
            """);
  }

  @Test
  void aRunThatFails() {
    RunConsole run = run(LogLevel.INFO, false, false, Terminal.NONE, List.of());

    fail(run);

    assertThat(terminal.printed())
        .isEqualTo(
            """
            10:20:31  Found 3 models, 1 source
            10:20:31
            10:20:31  Concurrency: 4 threads (target='dev')
            10:20:31
            10:20:31  1 of 3 START sql view model staging.stg_customers .............................. [RUN]
            10:20:31  1 of 3 OK created sql view model staging.stg_customers ......................... [CREATE VIEW in 0.12s]
            10:20:31  2 of 3 START sql incremental model marts.orders ................................ [RUN]
            10:20:31  2 of 3 ERROR creating sql incremental model marts.orders ....................... [ERROR in 0.05s]
            10:20:31  3 of 3 SKIP relation marts.totals .............................................. [SKIP]
            10:20:31
            10:20:31  Finished running 1 incremental model, 1 table model, 1 view model in 0 hours 0 minutes and 0.17 seconds (0.17s).
            10:20:31
            10:20:31  Completed with 1 error, 0 partial successes, and 0 warnings:
            10:20:31
            10:20:31  Failure in model orders (models/marts/orders.sql)
            10:20:31    column "amont" does not exist
                          models/marts/orders.sql:1:8
                            1 | select amont
                              |        ^
                          Correct the SQL, and run it again.
            10:20:31    Skipped because of it: marts.totals
            10:20:31
            10:20:31  Done. PASS=1 WARN=0 ERROR=1 SKIP=1 NO-OP=0 TOTAL=3
            10:20:31  Continue with: ./tidemark restart
            """);
  }

  @Test
  void aFailureIsAllThatIsToldWhereItIsToBeQuiet() {
    fail(run(LogLevel.INFO, true, false, Terminal.NONE, List.of()));

    assertThat(terminal.printed())
        .startsWith("10:20:31  2 of 3 ERROR creating")
        .contains("Failure in model orders", "column \"amont\" does not exist")
        .doesNotContain("START", "OK created", "Done.");
  }

  @Test
  void onALiveTerminalTheLinesAreTheSameInTheEnd() {
    succeed(run(LogLevel.INFO, false, false, Terminal.NONE, List.of()), List.of());
    FakeTerminal live = new FakeTerminal();
    HandClock from = new HandClock();
    try (RunConsole run = run(live, from, new Terminal(false, true, 120))) {
      succeed(run, from, List.of());
    }

    assertThat(live.screen()).isEqualTo(terminal.screen());
    assertThat(live.printed()).contains("marts.orders: 500,000 of 5,000,000 rows (10 %)");
  }

  @Test
  void chunksAreOnlyInTheDebugLines() {
    succeed(run(LogLevel.DEBUG, false, false, Terminal.NONE, List.of()), List.of());

    assertThat(terminal.printed())
        .contains(
            "marts.orders: the increment is frozen: 5,000,000 rows, 10 chunks, method UPSERT",
            "marts.orders: chunk 1 of 10 is committed: 500,000 of 5,000,000 rows");
  }

  @Test
  void atLevelDebugTheStackTraceIsThereToo() {
    fail(run(LogLevel.DEBUG, false, false, Terminal.NONE, List.of()));

    assertThat(terminal.printed())
        .contains("StatementException", "at io.tidemark.report.Shop.refused")
        .contains("marts.totals was skipped because of model.shop.orders");
  }

  @Test
  void theStatusIsColouredWhereColoursAreOn() {
    fail(run(LogLevel.INFO, false, false, new Terminal(true, false, 80), List.of()));

    assertThat(terminal.printed())
        .contains(
            "[\u001b[32mCREATE VIEW\u001b[0m in 0.12s]",
            "[\u001b[31mERROR\u001b[0m in 0.05s]",
            "[\u001b[33mSKIP\u001b[0m]",
            "\u001b[31mCompleted with 1 error, 0 partial successes, and 0 warnings:\u001b[0m");
  }

  @Test
  void aRestartSaysWhereItGoesOn() {
    RunConsole run = run(LogLevel.INFO, false, false, Terminal.NONE, List.of());

    run.recovered(7);
    run.waitingFor("nightly, since 10:00");
    run.runStarted(
        new RunStart(8, List.of("model.shop.orders"), List.of("model.shop.stg_customers"), 1));
    run.nodeStarted(Shop.ORDERS);
    run.resumed(Shop.ORDERS, Shop.checkpoint(5_000_000, 3_450_000));

    assertThat(terminal.printed())
        .isEqualTo(
            """
            10:20:31  The process of job execution 7 has died; what it committed is kept
            10:20:31  Waits for another run to end: nightly, since 10:00
            10:20:31  Found 3 models, 1 source
            10:20:31
            10:20:31  Continues an earlier run: 1 node done already, 1 to go
            10:20:31  Concurrency: 1 thread (target='dev')
            10:20:31
            10:20:31  1 of 1 START sql incremental model marts.orders ................................ [RUN]
            10:20:31    marts.orders: continues at row 3,450,000 of 5,000,000; this unfinished increment comes first
            """);
  }

  @Test
  void hooksAreToldAndCounted() {
    HookResult hook = Shop.hook(HOOK, clock.instant(), Duration.ofMillis(10));
    RunConsole run = run(LogLevel.INFO, false, false, Terminal.NONE, List.of(HOOK));

    run.hookStarted(HOOK);
    run.hookFinished(hook);
    succeed(run, List.of(hook));

    assertThat(terminal.printed())
        .startsWith(
            "10:20:31  1 of 1 START hook: shop.on-run-start.0 " + ".".repeat(41) + " [RUN]\n")
        .contains(
            "10:20:31  1 of 1 OK hook: shop.on-run-start.0 " + ".".repeat(44) + " [OK in 0.01s]\n")
        .contains("1 incremental model, 1 project hook, 1 table model, 1 view model")
        .contains("PASS=4 WARN=0 ERROR=0 SKIP=0 NO-OP=0 TOTAL=4");
  }

  @Test
  void aFailedHookIsToldInFull() {
    RunConsole run = run(LogLevel.INFO, false, false, Terminal.NONE, List.of(HOOK));
    Throwable refused = Shop.refused("grant x", "SERROR", "C42501", "Mpermission denied");
    HookResult failed =
        new HookResult(
            HOOK, RunStatus.ERROR, clock.instant(), clock.instant(), "main", "grant x", refused);

    run.hookFinished(failed);
    run.runFinished(result(List.of(), List.of(failed), false));

    assertThat(terminal.printed())
        .contains("1 of 1 ERROR hook: shop.on-run-start.0")
        .contains("Failure in hook shop.on-run-start.0")
        .contains("permission denied", "Grant the right to the profile's user")
        .contains("Continue with: ./tidemark restart");
  }

  @Test
  void aLoadThatFailedBetweenTwoChunksSaysHowFarItCame() {
    RunConsole run = run(LogLevel.INFO, false, false, Terminal.NONE, List.of());
    Throwable refused = Shop.refused("insert", "SERROR", "C23514", "Mrow violates check \"few\"");
    Throwable half = new HalfLoadedException(Shop.checkpoint(1_000_000, 600_000), refused, false);

    run.runStarted(new RunStart(8, List.of("model.shop.orders"), List.of(), 1));
    NodeResult failed = Shop.failed(Shop.ORDERS, half, clock.instant(), Duration.ofSeconds(2));
    run.nodeStarted(Shop.ORDERS);
    run.nodeFinished(failed);
    run.runFinished(result(List.of(failed), List.of(), false));

    assertThat(terminal.printed())
        .contains(" [ERROR at chunk 7 of 10 in 2.00s]\n")
        .contains(
            "marts.orders: chunk 7 of 10 failed, 600,000 of 1,000,000 rows are in the table;"
                + " ./tidemark restart goes on from there\n")
        .contains("row violates check")
        .contains(
            "Chunk 7 of 10 failed. 600,000 of 1,000,000 rows are in the table and stay there.")
        .contains("Remove what refuses the row from the table, then: tidemark restart.");
  }

  @Test
  void aWarningIsToldUnderItsModel() {
    RunConsole run = run(LogLevel.WARN, false, false, Terminal.NONE, List.of());

    run.warning(Shop.ORDERS, "its filter lets no row pass");

    assertThat(terminal.printed())
        .isEqualTo("10:20:31    marts.orders: [WARNING]: its filter lets no row pass\n");
  }

  @Test
  void aStoppedRunSaysHowToGoOn() {
    RunConsole run = run(LogLevel.INFO, false, false, Terminal.NONE, List.of());
    NodeResult skipped =
        new NodeResult(
            Shop.ORDERS,
            RunStatus.SKIPPED,
            "SKIP",
            -1,
            clock.instant(),
            clock.instant(),
            clock.instant(),
            "dag",
            null,
            null,
            null);

    run.runFinished(result(List.of(skipped), List.of(), true));

    assertThat(terminal.printed())
        .contains("Stopped by a signal. What is done is kept.")
        .contains("SKIP=1")
        .endsWith("Continue with: ./tidemark restart\n");
  }

  @Test
  void asJsonEveryLineSaysWhichNodeItIsAbout() throws IOException {
    fail(run(LogLevel.INFO, false, true, Terminal.NONE, List.of()));

    List<JsonNode> events = new ArrayList<>();
    for (String line : terminal.printed().lines().toList()) {
      events.add(new ObjectMapper().readTree(line));
    }
    assertThat(events)
        .extracting(event -> event.at("/info/name").asText())
        .contains(
            "FoundStats",
            "ConcurrencyLine",
            "LogStartLine",
            "LogModelResult",
            "SkippingDetails",
            "FinishedRunningStats",
            "EndOfRunSummary",
            "StatsLine");
    JsonNode failed =
        events.stream()
            .filter(event -> event.at("/data/status").asText().equals("error"))
            .findFirst()
            .orElseThrow();
    assertThat(failed.at("/info/level").asText()).isEqualTo("error");
    assertThat(failed.at("/data/index").asInt()).isEqualTo(2);
    assertThat(failed.at("/data/total").asInt()).isEqualTo(3);
    assertThat(failed.at("/data/execution_time").asDouble()).isEqualTo(0.05);
    JsonNode info = failed.at("/data/node_info");
    assertThat(info.at("/unique_id").asText()).isEqualTo("model.shop.orders");
    assertThat(info.at("/node_path").asText()).isEqualTo("marts/orders.sql");
    assertThat(info.at("/node_status").asText()).isEqualTo("error");
    assertThat(info.at("/materialized").asText()).isEqualTo("incremental");
    assertThat(info.at("/node_relation/relation_name").asText())
        .isEqualTo("\"db\".\"marts\".\"orders\"");
    assertThat(info.at("/node_started_at").asText()).isEqualTo("2024-01-31T10:20:31.123456Z");
  }

  private void succeed(RunConsole run, List<HookResult> hooks) {
    succeed(run, clock, hooks);
  }

  private static void succeed(RunConsole run, HandClock clock, List<HookResult> hooks) {
    var start = clock.instant();
    NodeResult customers =
        Shop.done(Shop.CUSTOMERS, "CREATE VIEW", -1, start, Duration.ofMillis(123));
    NodeResult orders = Shop.done(Shop.ORDERS, "INSERT 0 9", 9, start, Duration.ofMillis(400));
    NodeResult totals = Shop.done(Shop.TOTALS, "SELECT 2", 2, start, Duration.ofMinutes(1));
    run.runStarted(start(customers, orders, totals));
    run.nodeStarted(Shop.CUSTOMERS);
    run.nodeFinished(customers);
    run.nodeStarted(Shop.ORDERS);
    run.frozen(Shop.ORDERS, Shop.increment(5_000_000));
    run.committed(Shop.ORDERS, Shop.checkpoint(5_000_000, 500_000));
    run.notice(Shop.ORDERS, "a unique index was made");
    run.nodeFinished(orders);
    run.nodeStarted(Shop.TOTALS);
    clock.pass(Duration.ofSeconds(1));
    run.nodeFinished(totals);
    run.runFinished(
        new RunResult(
            8, start, start.plusMillis(60_520), List.of(customers, orders, totals), hooks, false));
  }

  private void fail(RunConsole run) {
    var start = clock.instant();
    NodeResult customers =
        Shop.done(Shop.CUSTOMERS, "CREATE VIEW", -1, start, Duration.ofMillis(120));
    Throwable refused =
        Shop.refused("select amont", "SERROR", "C42703", "Mcolumn \"amont\" does not exist", "P8");
    NodeResult orders = Shop.failed(Shop.ORDERS, refused, start, Duration.ofMillis(50));
    NodeResult totals = Shop.skipped(Shop.TOTALS, "model.shop.orders", start);
    run.runStarted(start(customers, orders, totals));
    run.nodeStarted(Shop.CUSTOMERS);
    run.nodeFinished(customers);
    run.nodeStarted(Shop.ORDERS);
    run.nodeFinished(orders);
    run.nodeFinished(totals);
    run.runFinished(result(List.of(customers, orders, totals), List.of(), false));
  }

  private RunResult result(List<NodeResult> results, List<HookResult> hooks, boolean stopped) {
    return new RunResult(
        8, clock.instant(), clock.instant().plusMillis(170), results, hooks, stopped);
  }

  private static RunStart start(NodeResult... results) {
    List<String> ids = new ArrayList<>();
    for (NodeResult result : results) {
      ids.add(result.node().uniqueId());
    }
    return new RunStart(8, ids, List.of(), 4);
  }

  private RunConsole run(
      LogLevel level, boolean quiet, boolean json, Terminal shown, List<RunHook> hooks) {
    ConsoleOptions options =
        new ConsoleOptions(
            level, quiet, json, shown, null, "an-invocation", Map.of(), SecretMask.ofLooks());
    return run(new Console(options, terminal.stream(), clock), hooks, clock);
  }

  private static RunConsole run(FakeTerminal terminal, HandClock clock, Terminal shown) {
    ConsoleOptions options = ConsoleOptions.of(shown, "an-invocation");
    return run(new Console(options, terminal.stream(), clock), List.of(), clock);
  }

  private static RunConsole run(Console console, List<RunHook> hooks, HandClock clock) {
    return new RunConsole(
        console,
        new RunBriefing(
            "3 models, 1 source",
            "dev",
            hooks,
            "./tidemark restart",
            "./tidemark show --select",
            80,
            node -> "target/compiled/shop/" + node.originalPath()),
        new FailureText("https://example.org/issues"),
        node -> (statement, position) -> new Place(node.originalPath(), 1, position, statement),
        clock);
  }
}
