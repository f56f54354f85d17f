package io.tidemark.batch;

/** How a node ended, by the names dbt's artifacts use. */
public enum RunStatus {
  /** It did what it had to. */
  SUCCESS("success"),
  /** Some of its batches are done, others failed. */
  PARTIAL_SUCCESS("partial success"),
  /** It failed. */
  ERROR("error"),
  /** It was not tried, because a node before it failed or the run was stopped. */
  SKIPPED("skipped");

  private final String dbtName;

  RunStatus(String dbtName) {
    this.dbtName = dbtName;
  }

  /** The name in {@code run_results.json}. */
  public String dbtName() {
    return dbtName;
  }
}
