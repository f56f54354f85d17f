package io.tidemark.batch.history;

import io.tidemark.batch.RunTarget;
import io.tidemark.postgres.RunningStatements;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.StatementException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps in the job repository what is told while a launch goes on, so that it can be read wherever
 * that is. It is written about once a second, on a thread of its own; whoever is killed loses the
 * last second of it. The run never waits for it and never fails with it. Thread-safe.
 */
public final class RunLog implements AutoCloseable {

  /** Of programs that print without end the beginning is kept. */
  private static final int MOST_PRINTED = 10_000;

  private static final int LONGEST_LINE = 4_000;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Where the database is gone, the run's own end is not held up for its log. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final RunTarget target;
  private final Clock clock;
  private final Thread writer;
  private final List<Line> waiting = new ArrayList<>();
  private @Nullable Long execution;
  private int last;
  private long printed;
  private final CountDownLatch ending = new CountDownLatch(1);

  private record Line(int number, Instant at, String level, @Nullable String step, String text) {}

  private RunLog(RunTarget target, Clock clock) {
    this.target = target;
    this.clock = clock;
    this.writer = new Thread(this::write, "run log");
  }

  /** A log of a launch that is not begun yet. */
  public static RunLog open(RunTarget target, Clock clock) {
    RunLog log = new RunLog(target, clock);
    log.writer.setDaemon(true);
    log.writer.start();
    return log;
  }

  /** The launch has begun, and has this number. What was told before belongs to it, too. */
  public synchronized void belongsTo(long executionId) {
    execution = executionId;
  }

  /**
   * Adds what was told.
   *
   * @param level {@code info}, {@code warn} or {@code error}
   * @param step the task or the node that it is about, or null
   * @param text may have several lines
   */
  public synchronized void add(Instant at, String level, @Nullable String step, String text) {
    // PostgreSQL has no text with this character.
    String clean = text.replace("\u0000", "");
    String kept = clean.length() > LONGEST_LINE ? clean.substring(0, LONGEST_LINE) + "…" : clean;
    last++;
    waiting.add(new Line(last, at, level, step, kept));
  }

  /** As {@link #add}, of what a program has printed: it may be without end. */
  public synchronized void addPrinted(
      Instant at, String level, @Nullable String step, String text) {
    printed++;
    if (printed <= MOST_PRINTED) {
      add(at, level, step, text);
    }
  }

  private void write() {
    boolean more = true;
    while (more) {
      more = pause();
      List<Line> lines = take(!more);
      Long id = execution();
      if (id != null && !lines.isEmpty() && !written(id, lines)) {
        giveBack(lines);
      }
    }
  }

  private synchronized @Nullable Long execution() {
    return execution;
  }

  private synchronized List<Line> take(boolean ended) {
    if (ended && printed > MOST_PRINTED) {
      String more = "%d more lines are only in the log file of the machine that ran this";
      add(clock.instant(), "warn", null, more.formatted(printed - MOST_PRINTED));
    }
    if (execution == null) {
      return List.of();
    }
    List<Line> lines = List.copyOf(waiting);
    waiting.clear();
    return lines;
  }

  private synchronized void giveBack(List<Line> lines) {
    waiting.addAll(0, lines);
  }

  /** Waits for the next time; false if it is the last one. */
  private boolean pause() {
    try {
      return !ending.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean written(long id, List<Line> lines) {
    // A stop refuses all statements of the run, but how it was stopped has to be kept.
    try (Session session =
        new Session(
            target.repositoryDatabase().dataSource().getConnection(), new RunningStatements())) {
      session.update(
          target.statements().render("history/add_log", Map.of("schema", target.schema())),
          id,
          lines.stream().map(Line::number).toArray(Integer[]::new),
          lines.stream().map(line -> line.at().toString()).toArray(String[]::new),
          lines.stream().map(Line::level).toArray(String[]::new),
          lines.stream().map(Line::step).toArray(String[]::new),
          lines.stream().map(Line::text).toArray(String[]::new));
      return true;
    } catch (SQLException | RuntimeException e) {
      return e instanceof StatementException refused && !isLost(refused);
    }
  }

  /** What is refused once is refused for ever: an older repository, or no right to write there. */
  private static boolean isLost(StatementException e) {
    String state = e.failure().getSQLState();
    return state == null || state.startsWith("08") || state.startsWith("57");
  }

  @Override
  public void close() {
    ending.countDown();
    try {
      writer.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
