package io.tidemark.materialization;

import io.tidemark.postgres.Relation;
import org.jspecify.annotations.Nullable;

/**
 * What a test found.
 *
 * @param verdict what that means
 * @param failures how many failures; 0 where the test passes
 * @param message what dbt says of it; null where the test passes
 * @param stored where the failing rows were kept, or null
 * @param rows how many rows its query gave: a data test's count is one
 */
public record TestOutcome(
    Verdict verdict,
    long failures,
    @Nullable String message,
    @Nullable Relation stored,
    long rows) {

  /** What the count of a data test gives. */
  private static final long ONE_ROW = 1;

  /** What is made of a test's failures. */
  public enum Verdict {
    /** There are none, or few enough. */
    PASS,
    /** They are only warned of. */
    WARN,
    /** They are an error. */
    FAIL
  }

  /** As it is where a warning is an error. */
  public TestOutcome strict() {
    if (verdict != Verdict.WARN || message == null) {
      return this;
    }
    String failing = message.replace("configured to warn if", "configured to fail if");
    return new TestOutcome(Verdict.FAIL, failures, failing, stored, rows);
  }

  /** A data test, which is one query that gives one row. */
  TestOutcome(Verdict verdict, long failures, @Nullable String message, @Nullable Relation stored) {
    this(verdict, failures, message, stored, ONE_ROW);
  }

  /** A data test that passes. */
  static TestOutcome passed(@Nullable Relation stored) {
    return new TestOutcome(Verdict.PASS, 0, null, stored);
  }
}
