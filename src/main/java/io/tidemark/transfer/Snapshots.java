package io.tidemark.transfer;

import io.tidemark.postgres.ConnectionException;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.StatementException;
import io.tidemark.postgres.Statements;
import io.tidemark.transfer.read.SourceFailedException;
import io.tidemark.transfer.read.SourceSnapshot;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot in which a transfer was planned, for whoever reads a part of it; and later ones
 * where that is gone. Thread-safe. {@link #close} ends the planned one.
 */
final class Snapshots implements AutoCloseable {

  private final Supplier<Session> source;
  private final Statements statements;
  private final SourceSnapshot planned;
  private final boolean plannedIsLater;
  private final @Nullable String exported;
  private boolean lent;

  /**
   * Snapshots of a source.
   *
   * @param planned the one in which the transfer was planned, or in which it is continued
   * @param plannedIsLater true if it is continued in it
   * @param shared true if several threads read at the same time
   */
  Snapshots(
      Supplier<Session> source,
      Statements statements,
      SourceSnapshot planned,
      boolean plannedIsLater,
      boolean shared) {
    this.source = source;
    this.statements = statements;
    this.planned = planned;
    this.plannedIsLater = plannedIsLater;
    this.exported = shared ? exported(planned) : null;
  }

  private static String exported(SourceSnapshot planned) {
    try {
      return planned.export();
    } catch (StatementException e) {
      throw new SourceFailedException(e);
    }
  }

  /** A snapshot in one thread's hands; closing it leaves the planned one open. */
  record Lent(SourceSnapshot snapshot, boolean later, boolean own) implements AutoCloseable {
    @Override
    public void close() {
      if (own) {
        snapshot.close();
      }
    }
  }

  /**
   * One to read in: the planned one as long as it is there and nobody else has it.
   *
   * @throws SourceFailedException if the source can't be had
   */
  Lent open() {
    if (exported == null && take()) {
      return new Lent(planned, plannedIsLater, false);
    }
    try {
      if (exported != null && !planned.session().lost()) {
        try {
          return new Lent(SourceSnapshot.join(source, statements, exported), plannedIsLater, true);
        } catch (StatementException gone) {
          // The session that held it may be gone without anybody having been told.
          planned.session().abandon();
        }
      }
      return new Lent(SourceSnapshot.take(source, statements), true, true);
    } catch (StatementException e) {
      throw new SourceFailedException(e);
    } catch (ConnectionException e) {
      throw new SourceFailedException(e);
    }
  }

  private synchronized boolean take() {
    boolean free = !lent && !planned.session().lost();
    lent = true;
    return free;
  }

  /** The planned one for what comes after the rows, or a later one. */
  Lent afterwards() {
    if (!planned.session().lost()) {
      return new Lent(planned, plannedIsLater, false);
    }
    try {
      return new Lent(SourceSnapshot.take(source, statements), true, true);
    } catch (StatementException e) {
      throw new SourceFailedException(e);
    } catch (ConnectionException e) {
      throw new SourceFailedException(e);
    }
  }

  @Override
  public void close() {
    planned.close();
  }
}
