package io.tidemark.batch;

import io.tidemark.materialization.TestOutcome;

/** How a node ended, by the names dbt's artifacts use. */
public enum RunStatus {
  /** It did what it had to. */
  SUCCESS("success"),
  /** Some of its batches are done, others failed. */
  PARTIAL_SUCCESS("partial success"),
  /** A test found nothing wrong. */
  PASS("pass"),
  /** A test found something that is only warned of. */
  WARN("warn"),
  /** A test found something wrong. */
  FAIL("fail"),
  /** It failed. */
  ERROR("error"),
  /** It was not tried, because a node before it failed or the run was stopped. */
  SKIPPED("skipped"),
  /** There was nothing to be done for it. */
  NO_OP("no-op");

  private final String dbtName;

  RunStatus(String dbtName) {
    this.dbtName = dbtName;
  }

  /** The name in {@code run_results.json}. */
  public String dbtName() {
    return dbtName;
  }

  /** How a test ended, by what it found. */
  static RunStatus of(TestOutcome test) {
    return switch (test.verdict()) {
      case PASS -> PASS;
      case WARN -> WARN;
      case FAIL -> FAIL;
    };
  }

  /** True if what comes after it may begin. */
  public boolean well() {
    return switch (this) {
      case SUCCESS, PASS, WARN, NO_OP -> true;
      case PARTIAL_SUCCESS, FAIL, ERROR, SKIPPED -> false;
    };
  }
}
