package io.tidemark.faults;

import io.tidemark.cli.Outcome;
import io.tidemark.cli.TidemarkProcess;
import io.tidemark.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A lock that a run comes to and can't pass, as long as this is open. */
final class Gate implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

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
    return new Gate(
        database,
        "select pg_advisory_xact_lock(%d)".formatted(point.key()),
        "locktype = 'advisory' and objid = " + point.key());
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
    return await(process::isAlive, () -> process.outcome().all());
  }

  /** Waits until the run stands at the gate; gives its server process's number. */
  long await(CompletableFuture<Outcome> run) {
    return await(() -> !run.isDone(), () -> run.join().all());
  }

  private long await(BooleanSupplier alive, Supplier<String> told) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      String pid =
          database.queryText("select min(pid) from pg_locks where not granted and " + here());
      if (pid != null) {
        return Long.parseLong(pid);
      }
      if (!alive.getAsBoolean() || System.nanoTime() > end) {
        throw new AssertionError("never came to " + waiting + ":\n" + told.get());
      }
      Thread.onSpinWait();
    }
  }

  /** Waits until nobody stands at the gate any more, without its being opened. */
  void awaitNobody() {
    await(database, "not exists (select from pg_locks where not granted and " + here() + ")");
  }

  private String here() {
    return "database = (select oid from pg_database where datname = current_database()) and "
        + waiting;
  }

  /** Waits for something to be true in a database, without which a test can't go on. */
  static void await(TestDatabase database, String condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!"true".equals(database.queryText("select (" + condition + ")::boolean"))) {
      if (System.nanoTime() > end) {
        throw new AssertionError("never: " + condition);
      }
      Thread.onSpinWait();
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
