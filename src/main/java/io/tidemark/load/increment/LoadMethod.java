package io.tidemark.load.increment;

/**
 * How the rows of an increment get into the target. Decided at the freeze, kept in the checkpoint.
 */
public enum LoadMethod {
  /** Every row is added. */
  INSERT,
  /**
   * {@link io.tidemark.load.chunk.Upsert}: only where the keys are known to be unique in the
   * increment and indexed in the target, because only there it gives what dbt's own statements
   * give.
   */
  UPSERT,
  /** dbt's {@code delete+insert}, a chunk of whole keys at a time. */
  REPLACE_KEYS,
  /** dbt's {@code delete+insert}, statement by statement, in one transaction. */
  DELETE_INSERT,
  /** dbt's {@code merge}, in one transaction. */
  MERGE
}
