package io.tidemark.report.run;

import io.tidemark.graph.Node;
import io.tidemark.load.increment.Checkpoint;
import io.tidemark.load.increment.Increment;
import io.tidemark.report.console.Console;
import io.tidemark.report.console.LogEvent;
import io.tidemark.report.console.LogLevel;
import io.tidemark.transfer.plan.TransferProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The lines at the bottom of a terminal that tell how far the running nodes are, one a node,
 * redrawn at most five times a second. Thread-safe.
 */
final class LiveProgress {

  static final Duration BETWEEN_DRAWINGS = Duration.ofMillis(200);

  /** Where there is no terminal, a scheduler's log wants a sign of life now and then. */
  static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

  private static final int MOST_LINES = 8;

  private final Console console;
  private final Clock clock;
  private final Map<String, NodeProgress> running = new LinkedHashMap<>();
  private @Nullable Instant drawnAt;

  LiveProgress(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  synchronized void started(Node node) {
    running.put(node.uniqueId(), LoadProgress.started(node.relation().display(), clock.instant()));
    prepare();
  }

  synchronized void frozen(Node node, Increment increment) {
    change(node, progress -> progress.frozen(increment, clock.instant()));
  }

  synchronized void resumed(Node node, Checkpoint checkpoint) {
    change(node, progress -> progress.resumed(checkpoint, clock.instant()));
  }

  synchronized void committed(Node node, Checkpoint checkpoint) {
    change(node, progress -> progress.committed(checkpoint));
  }

  /** A source's load begins, or goes on from there. */
  synchronized void begun(Node node, TransferProgress from) {
    running.computeIfPresent(
        node.uniqueId(), (id, progress) -> SourceProgress.begun(progress, from, clock.instant()));
    refresh();
  }

  synchronized void committed(Node node, TransferProgress at) {
    running.computeIfPresent(
        node.uniqueId(),
        (id, progress) ->
            progress instanceof SourceProgress source ? source.committed(at) : progress);
    refresh();
  }

  /** The node's line goes with the next line that is printed, which tells how it ended. */
  synchronized void finished(Node node) {
    running.remove(node.uniqueId());
    prepare();
  }

  /** Draws the lines again, unless they have been drawn a moment ago. */
  synchronized void refresh() {
    Instant now = clock.instant();
    boolean due =
        drawnAt == null || Duration.between(drawnAt, now).compareTo(BETWEEN_DRAWINGS) >= 0;
    if (due) {
      drawnAt = now;
    }
    // Where it is too soon, the next line that is printed brings them up to date.
    console.live(lines(now), due);
  }

  /** Tells, as lines that stay, how far those are that have been running for as long as that. */
  synchronized void tell() {
    Instant now = clock.instant();
    List<String> lines =
        running.values().stream()
            .filter(progress -> progress.runningFor(now).compareTo(BETWEEN_LINES) >= 0)
            .map(progress -> progress.line(now))
            .toList();
    shortened(lines).forEach(line -> console.log(LogEvent.of("Note", "Z050", LogLevel.INFO, line)));
  }

  /** Takes all lines away. */
  synchronized void clear() {
    running.clear();
    console.live(List.of(), true);
  }

  private void change(Node node, UnaryOperator<LoadProgress> change) {
    running.computeIfPresent(
        node.uniqueId(),
        (id, progress) -> progress instanceof LoadProgress load ? change.apply(load) : progress);
    refresh();
  }

  private void prepare() {
    console.live(lines(clock.instant()), false);
  }

  private List<String> lines(Instant now) {
    List<String> lines = new ArrayList<>();
    for (NodeProgress progress : running.values()) {
      if (progress.worthTelling(now)) {
        lines.add(progress.line(now));
      }
    }
    return shortened(lines);
  }

  private static List<String> shortened(List<String> lines) {
    if (lines.size() <= MOST_LINES) {
      return lines;
    }
    List<String> shown = new ArrayList<>(lines.subList(0, MOST_LINES - 1));
    shown.add("  … and " + (lines.size() - shown.size()) + " more");
    return shown;
  }
}
