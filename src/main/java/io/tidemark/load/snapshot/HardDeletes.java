package io.tidemark.load.snapshot;

/** What becomes of a version whose row the query gives no more. */
public enum HardDeletes {
  /** It stays as it is. */
  IGNORE,
  /** It ends. */
  INVALIDATE,
  /** It ends, and a version that says that the row is deleted follows it. */
  NEW_RECORD
}
