package io.tidemark.job;

import io.tidemark.batch.HeldLocks;
import java.util.HashMap;
import java.util.Map;

/**
 * The slots of the pools, held over all runs on the database by advisory locks. One session may
 * take a lock of its own twice, so this also keeps what this run holds. Thread-safe.
 */
final class Pools {

  private final HeldLocks locks;
  private final Map<String, Integer> sizes;
  private final Map<String, String> held = new HashMap<>();

  /**
   * Pools of which this run has no slot yet.
   *
   * @param locks hold them
   * @param sizes the number of each one's slots
   */
  Pools(HeldLocks locks, Map<String, Integer> sizes) {
    this.locks = locks;
    this.sizes = Map.copyOf(sizes);
  }

  /** Takes a slot if one is free. */
  synchronized boolean take(String pool, String forNode) {
    if (held.containsKey(forNode)) {
      return true;
    }
    for (int slot = 0; slot < sizes.getOrDefault(pool, 1); slot++) {
      String name = "pool:" + pool + "#" + slot;
      if (!held.containsValue(name) && took(name)) {
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
      try {
        locks.release(name);
      } catch (RuntimeException e) {
        // The run is being stopped or the server is away; the session's end lets it go.
        return;
      }
    }
  }

  /** A server that is away gives none; it may be back when it is asked again. */
  private boolean took(String name) {
    try {
      return locks.tryTake(name);
    } catch (RuntimeException e) {
      if (Outage.is(e)) {
        return false;
      }
      throw e;
    }
  }
}
