package io.tidemark.faults;

/**
 * The points at which a run is made to stand still. Each is a lock that the test holds and that
 * something of PostgreSQL's own waits for there: the model's SQL, a hook, a trigger, an event
 * trigger, a constraint that is checked at the commit, or the statement itself.
 */
enum Point {
  /** The first hook of the run. */
  ON_RUN_START,
  /** A hook of the model's before its transaction begins. */
  PRE_HOOK_OUTSIDE,
  /** A hook of the model's in the transaction of the freeze. */
  PRE_HOOK_INSIDE,
  /** The statement that freezes the increment. */
  FREEZE,
  /** The checkpoint is written, in the freeze's transaction. */
  CHECKPOINT_OPENED,
  /** The commit of the freeze has begun: nobody can know whether it will be. */
  FREEZE_COMMIT,
  /** The freeze is committed, and nothing is in the target yet: the target is locked. */
  BEFORE_FIRST_CHUNK,
  /** In a chunk, some of whose rows are written. */
  CHUNK,
  /** The checkpoint of a chunk is being moved. */
  CHECKPOINT_MOVED,
  /** The commit of a chunk has begun. */
  CHUNK_COMMIT,
  /** A chunk is committed, and the job repository does not know of it yet. */
  AFTER_CHUNK,
  /** The seal: the history is being written. */
  SEAL,
  /** The seal: a hook of the model's. */
  POST_HOOK_INSIDE,
  /** The seal: the staging table is being dropped. */
  STAGING_DROPPED,
  /** The commit of the seal has begun. */
  SEAL_COMMIT,
  /** A hook of the model's after its transaction. */
  POST_HOOK_OUTSIDE,
  /** The last hook of the run. */
  ON_RUN_END,
  /** A table is being built aside. */
  FIRST_LOAD,
  /** Its index is being made. */
  FIRST_INDEX,
  /** The old table has its other name, the new one not yet its own. */
  SWAP,
  /** The old table is being dropped. */
  OLD_DROPPED;

  /** The key of its advisory lock. */
  int key() {
    return name().hashCode() & 0xffffff;
  }

  /** Whether who dies there leaves a frozen increment. */
  boolean leavesALoad() {
    return compareTo(BEFORE_FIRST_CHUNK) >= 0 && compareTo(SEAL_COMMIT) <= 0;
  }

  /** Whether a table is built from nothing there. */
  boolean ofFirstLoad() {
    return compareTo(FIRST_LOAD) >= 0;
  }
}
