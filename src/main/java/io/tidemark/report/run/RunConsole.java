package io.tidemark.report.run;

import io.tidemark.batch.HookResult;
import io.tidemark.batch.NodeResult;
import io.tidemark.batch.RunHook;
import io.tidemark.batch.RunListener;
import io.tidemark.batch.RunResult;
import io.tidemark.batch.RunStart;
import io.tidemark.graph.Microbatch;
import io.tidemark.graph.Node;
import io.tidemark.load.HalfLoadedException;
import io.tidemark.load.increment.Checkpoint;
import io.tidemark.load.increment.Increment;
import io.tidemark.load.microbatch.BatchResult;
import io.tidemark.report.console.Color;
import io.tidemark.report.console.Console;
import io.tidemark.report.console.LogEvent;
import io.tidemark.report.console.LogLevel;
import io.tidemark.report.failure.FailureText;
import io.tidemark.report.failure.SqlPlace;
import io.tidemark.report.failure.UnfinishedTransfer;
import io.tidemark.transfer.plan.TransferProgress;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells a run as it goes on, in dbt's words and look, and on a terminal how far each load has come.
 * Call {@link #runFinished} with the result, and {@link #close} however the run ends. Thread-safe.
 */
public final class RunConsole implements RunListener, AutoCloseable {

  /** The key in an event's data that says which execution has started. */
  public static final String EXECUTION_ID = "job_execution_id";

  private final Console console;
  private final RunBriefing briefing;
  private final RunSummary summary;
  private final FailureText failures;
  private final Function<Node, SqlPlace> places;
  private final Clock clock;
  private final LiveProgress progress;
  private final Ticker ticker;
  private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
  private final AtomicInteger lastNumber = new AtomicInteger();
  private volatile int total;

  /**
   * Tells on a console.
   *
   * @param failures writes what went wrong
   * @param places for each node what finds the line of its file behind a statement
   */
  public RunConsole(
      Console console,
      RunBriefing briefing,
      FailureText failures,
      Function<Node, SqlPlace> places,
      Clock clock) {
    this.console = console;
    this.briefing = briefing;
    this.summary = new RunSummary(console, briefing, failures, places);
    this.failures = failures;
    this.places = places;
    this.clock = clock;
    this.progress = new LiveProgress(console, clock);
    this.ticker =
        console.isLive()
            ? new Ticker(progress::refresh, LiveProgress.BETWEEN_DRAWINGS)
            : new Ticker(progress::tell, LiveProgress.BETWEEN_LINES);
  }

  @Override
  public void runStarted(RunStart start) {
    total = start.nodes().size();
    tell("FoundStats", "W006", LogLevel.INFO, "Found " + briefing.found());
    blank();
    if (!start.alreadyDone().isEmpty()) {
      String done = Wording.count(start.alreadyDone().size(), "node");
      note("Continues an earlier run: " + done + " done already, " + total + " to go");
    }
    String concurrency =
        "Concurrency: %s (target='%s')"
            .formatted(Wording.count(start.threads(), "thread"), briefing.target());
    tell("ConcurrencyLine", "Q027", LogLevel.INFO, concurrency);
    blank();
    String begun = "Job execution " + start.executionId() + " has started";
    console.log(
        LogEvent.of("Note", "Z050", LogLevel.DEBUG, begun)
            .with(Map.of(EXECUTION_ID, start.executionId())));
  }

  private void tell(StatusEvent event) {
    console.log(event.upTo(briefing.width()));
  }

  @Override
  public void nodeStarted(Node node) {
    progress.started(node);
    console.log(NodeEvents.begun(node, clock.instant()));
    tell(NodeEvents.started(node, numberOf(node), total, clock.instant()));
  }

  @Override
  public void frozen(Node node, Increment increment) {
    progress.frozen(node, increment);
    String text =
        "%s: the increment is frozen: %s rows, %s, method %s"
            .formatted(
                name(node),
                Wording.number(increment.rows()),
                Wording.count(increment.chunks(), "chunk"),
                increment.method());
    console.log(LogEvent.of("IncrementFrozen", "T001", LogLevel.DEBUG, text));
  }

  @Override
  public void resumed(Node node, Checkpoint checkpoint) {
    progress.resumed(node, checkpoint);
    notice(
        node,
        "continues at row %s of %s; this unfinished increment comes first"
            .formatted(
                Wording.number(checkpoint.rowsLoaded()),
                Wording.number(checkpoint.increment().rows())));
  }

  @Override
  public void committed(Node node, Checkpoint checkpoint) {
    progress.committed(node, checkpoint);
    String text =
        "%s: chunk %s of %s is committed: %s of %s rows"
            .formatted(
                name(node),
                Wording.number(checkpoint.chunksLoaded()),
                Wording.number(checkpoint.increment().chunks()),
                Wording.number(checkpoint.rowsLoaded()),
                Wording.number(checkpoint.increment().rows()));
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("chunks", checkpoint.chunksLoaded());
    data.put("rows", checkpoint.rowsLoaded());
    data.put("rows_total", checkpoint.increment().rows());
    data.put("unique_id", node.uniqueId());
    console.log(LogEvent.of("ChunkCommitted", "T002", LogLevel.DEBUG, text).with(data));
  }

  @Override
  public void transferPlanned(Node node, TransferProgress start) {
    progress.begun(node, start);
    String text =
        "%s: about %s rows are to be loaded (%s)"
            .formatted(name(node), Wording.number(start.estimatedRows()), start.kind());
    console.log(LogEvent.of("TransferPlanned", "T004", LogLevel.DEBUG, text));
  }

  @Override
  public void transferResumed(Node node, TransferProgress left) {
    progress.begun(node, left);
    notice(
        node,
        "continues after row %s of about %s; this unfinished load comes first"
            .formatted(Wording.number(left.rows()), Wording.number(left.estimatedRows())));
  }

  @Override
  public void transferCommitted(Node node, TransferProgress at) {
    progress.committed(node, at);
    String text =
        "%s: chunk %s is committed: %s of about %s rows"
            .formatted(
                name(node),
                Wording.number(at.chunks()),
                Wording.number(at.rows()),
                Wording.number(at.estimatedRows()));
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("chunks", at.chunks());
    data.put("rows", at.rows());
    data.put("rows_total", at.estimatedRows());
    data.put("unique_id", node.uniqueId());
    console.log(LogEvent.of("ChunkCommitted", "T002", LogLevel.DEBUG, text).with(data));
  }

  @Override
  public void batchStarted(Node node, Microbatch batch, int index, int total) {
    tell(BatchEvents.started(node, batch, index, total, clock.instant()));
  }

  @Override
  public void batchFinished(Node node, BatchResult result) {
    if (result.failure() != null) {
      console.log(
          BatchEvents.failed(node, result, failures.of(result.failure(), places.apply(node))));
    }
    tell(BatchEvents.finished(node, result).of(briefing.groups().apply(node)));
    if (result.failure() != null) {
      console.debug(FailureText.stackTrace(result.failure()));
    }
  }

  /** As dbt tells it: what somebody looks for in the log file who wants to know what was done. */
  @Override
  public void executing(Node node, String sql) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("conn_name", node.uniqueId());
    data.put("node_info", NodeInfo.of(node, "started", null, null));
    data.put("sql", sql);
    console.log(
        LogEvent.of("SQLQuery", "E016", LogLevel.DEBUG, "On " + node.uniqueId() + ": " + sql)
            .with(data));
  }

  @Override
  public void notice(Node node, String text) {
    note("  " + name(node) + ": " + text);
  }

  @Override
  public void warning(Node node, String text) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("unique_id", node.uniqueId());
    console.log(
        LogEvent.of(
                "NodeWarning", "T003", LogLevel.WARN, "  " + name(node) + ": [WARNING]: " + text)
            .with(data)
            .in(Color.YELLOW));
  }

  @Override
  public void nodeFinished(NodeResult result) {
    progress.finished(result.node());
    tell(
        NodeEvents.finished(result, numberOf(result.node()), total)
            .of(briefing.groups().apply(result.node())));
    if (result.failure() instanceof HalfLoadedException half) {
      notice(
          result.node(),
          half.endedAt()
              + ", "
              + HalfLoadedException.loaded(half.left())
              + "; "
              + briefing.continueWith()
              + " goes on from there");
    }
    UnfinishedTransfer.in(result.failure())
        .ifPresent(
            unfinished ->
                notice(
                    result.node(),
                    UnfinishedTransfer.reached(unfinished.left())
                        + "; "
                        + briefing.continueWith()
                        + " goes on from there"));
    console.log(NodeEvents.over(result, summary.message(result)));
    if (result.failure() != null) {
      console.debug(FailureText.stackTrace(result.failure()));
    }
    if (result.failedUpstream() != null) {
      console.debug(name(result.node()) + " was skipped because of " + result.failedUpstream());
    }
  }

  @Override
  public void hookStarted(RunHook hook) {
    tell(NodeEvents.hookStarted(hook, ofPhase(hook.phase())));
  }

  @Override
  public void hookFinished(HookResult result) {
    tell(NodeEvents.hookFinished(result, ofPhase(result.hook().phase())));
    if (result.failure() != null) {
      console.debug(FailureText.stackTrace(result.failure()));
    }
  }

  @Override
  public void waitingFor(String holder) {
    note("Waits for another run to end: " + holder);
  }

  @Override
  public void recovered(long executionId) {
    note(
        "The process of job execution %d has died; what it committed is kept"
            .formatted(executionId));
  }

  /** Tells how the run ended, what failed and how to go on. */
  public void runFinished(RunResult result) {
    progress.clear();
    summary.tell(result);
  }

  /** Takes the live lines away. */
  @Override
  public void close() {
    ticker.close();
    progress.clear();
  }

  private int ofPhase(RunHook.Phase phase) {
    return (int) briefing.hooks().stream().filter(hook -> hook.phase() == phase).count();
  }

  /** In the order in which they begin; one that is skipped is numbered when that is known. */
  private int numberOf(Node node) {
    return numbers.computeIfAbsent(node.uniqueId(), id -> lastNumber.incrementAndGet());
  }

  private static String name(Node node) {
    return node.relation().display();
  }

  @Override
  public void note(String text) {
    tell("Note", "Z050", LogLevel.INFO, text);
  }

  @Override
  public void warning(String text) {
    console.log(
        LogEvent.of("RunWarning", "T012", LogLevel.WARN, "[WARNING]: " + text).in(Color.YELLOW));
  }

  private void blank() {
    tell("Formatting", "Z017", LogLevel.INFO, "");
  }

  private void tell(String name, String code, LogLevel level, String text) {
    console.log(LogEvent.of(name, code, level, text));
  }
}
