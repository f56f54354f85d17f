package io.tidemark.load;

/**
 * How the rows of an increment get into the target. Decided at the freeze, kept in the checkpoint.
 */
public enum LoadMethod {
  /** Every row is added. */
  INSERT(true),
  /**
   * {@code ON CONFLICT}: only where the keys are known to be unique in the increment and indexed in
   * the target, because only there it gives what dbt's own statements give.
   */
  UPSERT(true),
  /** dbt's {@code delete+insert}, statement by statement, in one transaction. */
  DELETE_INSERT(false),
  /** dbt's {@code merge}, in one transaction. */
  MERGE(false);

  private final boolean divisible;

  LoadMethod(boolean divisible) {
    this.divisible = divisible;
  }

  /** True if the increment may be applied in several transactions without changing the result. */
  public boolean divisible() {
    return divisible;
  }
}
