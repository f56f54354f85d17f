package io.tidemark.job;

import io.tidemark.batch.RunLock;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import java.util.HashMap;
import java.util.Map;

/**
 * The slots of the pools, held over all runs on the database by advisory locks. One session may
 * take a lock of its own twice, so this also keeps what this run holds. Thread-safe.
 */
final class Pools {

  private final Session session;
  private final Statements statements;
  private final Map<String, Integer> sizes;
  private final Map<String, String> held = new HashMap<>();

  /**
   * Pools of which this run has no slot yet.
   *
   * @param session stays open as long as slots are held
   * @param sizes the number of each one's slots
   */
  Pools(Session session, Statements statements, Map<String, Integer> sizes) {
    this.session = session;
    this.statements = statements;
    this.sizes = Map.copyOf(sizes);
  }

  /** Takes a slot if one is free. */
  synchronized boolean take(String pool, String forNode) {
    if (held.containsKey(forNode)) {
      return true;
    }
    for (int slot = 0; slot < sizes.getOrDefault(pool, 1); slot++) {
      String name = "pool:" + pool + "#" + slot;
      if (!held.containsValue(name) && lock(name).tryTake()) {
        held.put(forNode, name);
        return true;
      }
    }
    return false;
  }

  /** Gives the slot back, if the node has one. */
  synchronized void release(String node) {
    String name = held.remove(node);
    if (name != null) {
      lock(name).release();
    }
  }

  private RunLock lock(String name) {
    return new RunLock(session, statements, name);
  }
}
