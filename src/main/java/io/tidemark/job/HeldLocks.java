package io.tidemark.job;

import io.tidemark.batch.RunLock;
import io.tidemark.batch.RunTarget;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Session;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Advisory locks on a session of their own. The server lets them go when the session is lost, so
 * {@link #check} takes them again on a new one, if nobody has come in between. Thread-safe.
 */
final class HeldLocks implements AutoCloseable {

  private final RunTarget target;

  /** What is held, with whether it is shared. */
  private final Map<String, Boolean> held = new LinkedHashMap<>();

  private Session session;
  private Identity identity;

  /** A server's session: the number of its process, and since when it is there. */
  private record Identity(int pid, String start) {}

  HeldLocks(RunTarget target) {
    this.target = target;
    this.session = target.repositorySession();
    this.identity = identityOf(session);
  }

  /** A lock that may be asked for its holder, or waited for; not held by that. */
  synchronized RunLock lock(String name) {
    return new RunLock(session, target.statements(), name);
  }

  /** Takes a lock if nobody has it. */
  synchronized boolean tryTake(String name) {
    boolean taken = lock(name).tryTake();
    if (taken) {
      held.put(name, false);
    }
    return taken;
  }

  /** Takes a lock together with others. */
  synchronized boolean tryShare(String name) {
    boolean taken = lock(name).tryShare();
    if (taken) {
      held.put(name, true);
    }
    return taken;
  }

  /** A lock was taken by waiting for it. */
  synchronized void took(String name) {
    held.put(name, false);
  }

  synchronized void release(String name) {
    if (held.remove(name) != null) {
      lock(name).release();
    }
  }

  /** How the locks stand. */
  enum State {
    /** They are held, and were all the time. */
    HELD,
    /** They had been lost, and are held again. */
    TAKEN_AGAIN,
    /** The server can't be reached. */
    AWAY,
    /** Somebody else has one of them. */
    TAKEN_BY_ANOTHER
  }

  /** Looks whether they are held, and takes them again if they are not. */
  synchronized State check() {
    try {
      identityOf(session);
      return State.HELD;
    } catch (RuntimeException lost) {
      session.close();
    }
    Session fresh;
    try {
      fresh = target.repositorySession();
    } catch (RuntimeException away) {
      return State.AWAY;
    }
    try {
      return takeAgain(fresh) ? State.TAKEN_AGAIN : State.TAKEN_BY_ANOTHER;
    } catch (RuntimeException away) {
      fresh.close();
      return State.AWAY;
    }
  }

  private boolean takeAgain(Session fresh) {
    // The server may not know yet that the old one is gone.
    fresh.first(
        target
            .statements()
            .render(
                "batch/end_session",
                Map.of("pid", new Literal(identity.pid()), "start", new Literal(identity.start()))),
        row -> row.getBoolean(1));
    identity = identityOf(fresh);
    session = fresh;
    boolean all = true;
    for (Map.Entry<String, Boolean> one : held.entrySet()) {
      RunLock lock = lock(one.getKey());
      all &= one.getValue() ? lock.tryShare() : lock.tryTake();
    }
    return all;
  }

  private Identity identityOf(Session asked) {
    Optional<Identity> found =
        asked.first(
            target.statements().render("batch/own_session", Map.of()),
            row -> new Identity(row.getInt(1), row.getString(2)));
    return found.orElseThrow(() -> new IllegalStateException("a session knows itself"));
  }

  @Override
  public synchronized void close() {
    session.close();
  }
}
