package io.tidemark.batch;

import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Session;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A run's advisory locks, on a session of their own. The server lets them go when the session is
 * lost, so {@link #check} takes them again on a new one, if nobody has come in between.
 * Thread-safe.
 */
public final class HeldLocks implements AutoCloseable {

  private final RunTarget target;

  /** What is held, with whether it is shared. */
  private final Map<String, Boolean> held = new LinkedHashMap<>();

  /** What was lost of them, and could not be taken again yet. */
  private final Set<String> missing = new LinkedHashSet<>();

  private Session session;
  private Identity identity;

  /** A server's session: the number of its process, and since when it is there. */
  private record Identity(int pid, String start) {}

  /**
   * Takes locks on a session.
   *
   * @param session is used for nothing else from now on, and closed with this
   */
  public HeldLocks(RunTarget target, Session session) {
    this.target = target;
    this.session = session;
    this.identity = identityOf(session);
  }

  /** A lock that may be asked for its holder, or waited for; not held by that. */
  public synchronized RunLock lock(String name) {
    return new RunLock(session, target.statements(), name);
  }

  /** Takes a lock if nobody has it. */
  public synchronized boolean tryTake(String name) {
    boolean taken = lock(name).tryTake();
    if (taken) {
      held.put(name, false);
    }
    return taken;
  }

  /** Takes a lock together with others. */
  public synchronized boolean tryShare(String name) {
    boolean taken = lock(name).tryShare();
    if (taken) {
      held.put(name, true);
    }
    return taken;
  }

  /** A lock was taken by waiting for it. */
  public synchronized void took(String name) {
    held.put(name, false);
  }

  /** Lets a lock go, if it is held. */
  public synchronized void release(String name) {
    boolean lost = missing.remove(name);
    if (held.remove(name) != null && !lost) {
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
      if (missing.isEmpty()) {
        return State.HELD;
      }
      return takeMissing() ? State.TAKEN_AGAIN : State.TAKEN_BY_ANOTHER;
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
    missing.addAll(held.keySet());
    return takeMissing();
  }

  private boolean takeMissing() {
    missing.removeIf(
        name -> Boolean.TRUE.equals(held.get(name)) ? lock(name).tryShare() : lock(name).tryTake());
    return missing.isEmpty();
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
    try {
      List.copyOf(held.keySet()).forEach(this::release);
    } catch (RuntimeException lost) {
      // Then they are gone with the session.
    }
    // The server would let them go by itself, but some time after the session is closed here, and
    // the next command may be quicker.
    session.close();
  }
}
