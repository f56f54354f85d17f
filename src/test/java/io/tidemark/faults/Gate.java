package io.tidemark.faults;

import io.tidemark.cli.Outcome;
import io.tidemark.cli.TidemarkProcess;
import io.tidemark.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A lock that a run comes to and can't pass, as long as this is open. */
final class Gate implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Between two looks: each is a connection, and takes the processor from who is awaited. */
  private static final long PAUSE = Duration.ofMillis(10).toNanos();

  private final TestDatabase database;
  private final Connection holder;
  private final String waiting;

  private Gate(TestDatabase database, String lock, String waiting) {
    this.database = database;
    this.waiting = waiting;
    this.holder = database.connect();
    try (Statement statement = holder.createStatement()) {
      statement.execute("set idle_in_transaction_session_timeout = 0");
      holder.setAutoCommit(false);
      statement.execute(lock);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Closes the gate at a point of the shop's run. */
  static Gate at(Point point, TestDatabase database) {
    if (point == Point.BEFORE_FIRST_CHUNK) {
      return table("shop.orders", "share", database);
    }
    return advisory(point.key(), database);
  }

  /** Takes the advisory lock of this key. */
  static Gate advisory(int key, TestDatabase database) {
    return new Gate(
        database,
        "select pg_advisory_xact_lock(%d)".formatted(key),
        "locktype = 'advisory' and objid = " + key);
  }

  /** Locks all rows of a table; whoever wants to change one waits. */
  static Gate rows(String table, TestDatabase database) {
    return new Gate(
        database, "select from %s for share".formatted(table), "locktype = 'transactionid'");
  }

  /** Locks a table, so that statements which need another lock wait. */
  static Gate table(String table, String mode, TestDatabase database) {
    return new Gate(
        database,
        "lock table %s in %s mode".formatted(table, mode),
        "locktype = 'relation' and relation = '%s'::regclass".formatted(table));
  }

  /** Waits until the process stands at the gate; gives its server process's number. */
  long await(TidemarkProcess process) {
    return await(process, 1);
  }

  /** Waits until so many of the process's connections stand at the gate; gives one's number. */
  long await(TidemarkProcess process, int connections) {
    return await(process::isAlive, () -> process.outcome().all(), connections);
  }

  /** Waits until the run stands at the gate; gives its server process's number. */
  long await(CompletableFuture<Outcome> run) {
    return await(() -> !run.isDone(), () -> run.join().all(), 1);
  }

  private long await(BooleanSupplier alive, Supplier<String> told, int connections) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      String pid =
          database.queryText(
              "select case when count(distinct pid) >= %d then min(pid) end from pg_locks"
                      .formatted(connections)
                  + " where not granted and "
                  + here());
      if (pid != null) {
        return Long.parseLong(pid);
      }
      if (!alive.getAsBoolean() || System.nanoTime() > end) {
        throw new AssertionError(
            "never came to "
                + waiting
                + ":\n"
                + (alive.getAsBoolean()
                    ? "it is still running; its server processes:\n" + activity(database)
                    : told.get()));
      }
      LockSupport.parkNanos(PAUSE);
    }
  }

  private static String activity(TestDatabase database) {
    return database
        .query(
            """
            select pid, state, wait_event_type, wait_event, pg_blocking_pids(pid)::text,
              left(query, 200)
            from pg_stat_activity where datname = current_database()
            """)
        .stream()
        .map(String::valueOf)
        .collect(Collectors.joining("\n"));
  }

  /** Waits until nobody stands at the gate any more, without its being opened. */
  void awaitNobody() {
    await(database, "not exists (select from pg_locks where not granted and " + here() + ")");
  }

  private String here() {
    return "pid in (select pid from pg_stat_activity where datname = current_database()) and "
        + waiting;
  }

  /** Waits for something to be true in a database, without which a test can't go on. */
  static void await(TestDatabase database, String condition) {
    await(database, condition, new CompletableFuture<>());
  }

  /** Waits for something to be true in a database that a run has to bring about. */
  static void await(TestDatabase database, String condition, CompletableFuture<Outcome> run) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!"true".equals(database.queryText("select (" + condition + ")::boolean"))) {
      if (run.isDone() || System.nanoTime() > end) {
        throw new AssertionError(
            "never: %s\n%s"
                .formatted(condition, run.isDone() ? run.join().all() : activity(database)));
      }
      LockSupport.parkNanos(PAUSE);
    }
  }

  /** Opens the gate. */
  @Override
  public void close() {
    try {
      holder.close();
    } catch (SQLException gone) {
      // With its server, and the lock with it.
      return;
    }
  }
}
