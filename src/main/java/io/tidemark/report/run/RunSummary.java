package io.tidemark.report.run;

import io.tidemark.batch.HookResult;
import io.tidemark.batch.NodeResult;
import io.tidemark.batch.RunResult;
import io.tidemark.batch.RunStatus;
import io.tidemark.batch.StoppedException;
import io.tidemark.graph.Microbatch;
import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.graph.ResourceType;
import io.tidemark.load.microbatch.BatchResults;
import io.tidemark.materialization.TestOutcome;
import io.tidemark.postgres.Statements;
import io.tidemark.report.console.Color;
import io.tidemark.report.console.Console;
import io.tidemark.report.console.LogEvent;
import io.tidemark.report.console.LogLevel;
import io.tidemark.report.failure.FailureText;
import io.tidemark.report.failure.SqlPlace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is told at the end of a run: how it ended, what failed and how to go on. */
final class RunSummary {

  private static final int SKIPPED_NAMES = 5;

  private final Console console;
  private final RunBriefing briefing;
  private final FailureText failures;
  private final Function<Node, SqlPlace> places;

  RunSummary(
      Console console,
      RunBriefing briefing,
      FailureText failures,
      Function<Node, SqlPlace> places) {
    this.console = console;
    this.briefing = briefing;
    this.failures = failures;
    this.places = places;
  }

  void tell(RunResult result) {
    RunCounts counts = RunCounts.of(result);
    blank();
    tell("FinishedRunningStats", "E047", LogLevel.INFO, finished(result), null);
    blank();
    ending(result, counts);
    result.results().stream()
        .filter(one -> one.status() == RunStatus.WARN)
        .forEach(one -> failed("Warning", Color.YELLOW, one, result));
    result.results().stream()
        .filter(one -> !one.status().well() && one.status() != RunStatus.SKIPPED)
        // That it was stopped is told above, and how far it came in its line.
        .filter(one -> !StoppedException.is(one.failure()))
        .forEach(one -> failed("Failure", Color.RED, one, result));
    ephemerals(result);
    result.hooks().stream().filter(one -> one.status() == RunStatus.ERROR).forEach(this::failed);
    blank();
    console.log(
        LogEvent.of("StatsLine", "Z023", LogLevel.INFO, "Done. " + counts.line())
            .with(counts.data()));
    goOn(result);
  }

  private static String finished(RunResult result) {
    Duration took = Duration.between(result.startedAt(), result.endedAt());
    String kinds = RunCounts.kinds(result);
    Duration seconds = took.minusMinutes(took.toMinutes());
    return "Finished running%s in %d hours %d minutes and %s seconds (%ss)."
        .formatted(
            kinds.isEmpty() ? "" : " " + kinds,
            took.toHours(),
            took.toMinutesPart(),
            Wording.seconds(seconds),
            Wording.seconds(took));
  }

  private void ending(RunResult result, RunCounts counts) {
    // As in dbt what was skipped for an ephemeral model is told as an error, and counted as
    // skipped.
    long ephemeral = result.results().stream().filter(one -> one.failedEphemeral() != null).count();
    long partial = result.count(RunStatus.PARTIAL_SUCCESS);
    long errors = counts.error() + ephemeral - partial;
    String partly = "%d partial success%s".formatted(partial, partial == 1 ? "" : "es");
    String warnings = Wording.count(counts.warn(), "warning");
    if (result.stopped()) {
      String text = "Stopped by a signal. What is done is kept.";
      tell("EndOfRunSummary", "Z030", LogLevel.INFO, text, Color.YELLOW);
    } else if (errors > 0) {
      String text =
          "Completed with %s, %s, and %s:"
              .formatted(Wording.count(errors, "error"), partly, warnings);
      tell("EndOfRunSummary", "Z030", LogLevel.INFO, text, Color.RED);
    } else if (partial > 0) {
      String text = "Completed with %s and %s".formatted(partly, warnings);
      tell("EndOfRunSummary", "Z030", LogLevel.INFO, text, Color.YELLOW);
    } else if (counts.skip() > 0) {
      String text = "Completed, but not everything was tried";
      tell("EndOfRunSummary", "Z030", LogLevel.INFO, text, Color.YELLOW);
    } else if (counts.warn() > 0) {
      String text = "Completed with " + warnings + ":";
      tell("EndOfRunSummary", "Z030", LogLevel.INFO, text, Color.YELLOW);
    } else {
      tell("EndOfRunSummary", "Z030", LogLevel.INFO, "Completed successfully", Color.GREEN);
    }
  }

  private void failed(String what, Color color, NodeResult failed, RunResult result) {
    Node node = failed.node();
    String where =
        "%s in %s %s (%s)".formatted(what, node.type().dbtName(), named(node), node.originalPath());
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("node_info", NodeEvents.info(failed));
    data.put("unique_id", node.uniqueId());
    briefing.groups().apply(node).ifPresent(group -> data.put("group", group));
    failed(where, color, text(failed), data);
    List<String> skipped =
        result.results().stream()
            .filter(one -> node.uniqueId().equals(one.failedUpstream()))
            .map(one -> shown(one.node()))
            .toList();
    if (!skipped.isEmpty()) {
      skippedBecause(skipped);
    }
  }

  private void skippedBecause(List<String> skipped) {
    String names = Wording.several(skipped, SKIPPED_NAMES);
    tell("Note", "Z050", LogLevel.ERROR, "  Skipped because of it: " + names, null);
  }

  /** Each ephemeral model that could not be compiled once, with what was skipped because of it. */
  private void ephemerals(RunResult result) {
    Map<Node, List<NodeResult>> failed = new LinkedHashMap<>();
    for (NodeResult one : result.results()) {
      Node model = one.failedEphemeral();
      if (model != null) {
        failed.computeIfAbsent(model, any -> new ArrayList<>()).add(one);
      }
    }
    failed.forEach(
        (model, skipped) -> {
          NodeResult first = skipped.get(0);
          failed(
              "Failure in model %s (%s)".formatted(model.name(), model.originalPath()),
              Color.RED,
              text(first),
              Map.of("unique_id", model.uniqueId()));
          List<String> names = skipped.stream().map(one -> shown(one.node())).toList();
          skippedBecause(names);
        });
  }

  /** A table of a source is named with its source, as {@code source()} names it. */
  private static String named(Node node) {
    return node.detail() instanceof NodeDetail.Loaded loaded
        ? loaded.source().display()
        : node.name();
  }

  private static String shown(Node node) {
    return Wording.isTest(node) || node.detail() instanceof NodeDetail.Declared
        ? node.name()
        : node.relation().display();
  }

  /** What a node's end says, in one text: what went wrong, or what was done. */
  String message(NodeResult result) {
    Throwable failure = result.failure();
    return failure == null ? result.message() : failures.of(failure, places.apply(result.node()));
  }

  private String text(NodeResult failed) {
    if (failed.test() != null) {
      return ofTest(failed, failed.test());
    }
    Throwable failure = failed.failure();
    String text =
        failure == null ? failed.message() : failures.of(failure, places.apply(failed.node()));
    BatchResults batches = failed.batches();
    return batches == null ? text : failedBatches(batches) + "\n" + text;
  }

  /** What it found, and where to look at it. */
  private String ofTest(NodeResult failed, TestOutcome found) {
    StringBuilder text = new StringBuilder(failed.message());
    text.append("\n\ncompiled code at ").append(briefing.compiledAt().apply(failed.node()));
    if (found.stored() != null) {
      String query = new Statements().render("test/stored", Map.of("relation", found.stored()));
      String rule = "-".repeat(query.length());
      text.append("\n\nSee test failures:\n")
          .append(rule)
          .append('\n')
          .append(query)
          .append('\n')
          .append(rule);
    }
    return text.toString();
  }

  /** {@code 2 of 3 batches are not done: 2024-01-02, 2024-01-03}; the text of the first follows. */
  private static String failedBatches(BatchResults batches) {
    List<String> names = batches.failed().stream().map(Microbatch::name).toList();
    return "%d of %s not done: %s"
        .formatted(
            names.size(),
            batches.tried().size() == 1 ? "1 batch is" : batches.tried().size() + " batches are",
            Wording.several(names, SKIPPED_NAMES));
  }

  private void failed(HookResult failed) {
    Throwable failure = failed.failure();
    failed(
        "Failure in hook " + failed.hook().shownName(),
        Color.RED,
        failure == null ? "It failed, and nothing more is known." : failures.of(failure),
        Map.of("unique_id", failed.hook().uniqueId()));
  }

  private void failed(String where, Color color, String text, Map<String, @Nullable Object> data) {
    boolean warning = color == Color.YELLOW;
    LogLevel level = warning ? LogLevel.WARN : LogLevel.ERROR;
    blank(level);
    String name = warning ? "RunResultWarning" : "RunResultFailure";
    console.log(LogEvent.of(name, warning ? "Z021" : "Z022", level, where).with(data).in(color));
    Map<String, @Nullable Object> said = new LinkedHashMap<>(data);
    said.put("msg", text);
    console.log(
        LogEvent.of(
                warning ? "RunResultWarningMessage" : "RunResultError",
                warning ? "Z046" : "Z024",
                level,
                Wording.indented(text))
            .with(said));
  }

  private void goOn(RunResult result) {
    if (!result.successful()) {
      tell("Note", "Z050", LogLevel.INFO, "Continue with: " + briefing.continueWith(), null);
      return;
    }
    List<NodeResult> results =
        result.results().stream().filter(one -> one.node().type() == ResourceType.MODEL).toList();
    if (!results.isEmpty()) {
      String last = results.get(results.size() - 1).node().name();
      String text = "Look at the rows with: " + briefing.showWith() + " " + last;
      tell("Note", "Z050", LogLevel.INFO, text, null);
    }
  }

  private void blank() {
    blank(LogLevel.INFO);
  }

  private void blank(LogLevel level) {
    tell("Formatting", "Z017", level, "", null);
  }

  private void tell(String name, String code, LogLevel level, String text, @Nullable Color color) {
    LogEvent event = LogEvent.of(name, code, level, text);
    console.log(color == null ? event : event.in(color));
  }
}
