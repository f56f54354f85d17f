package io.tidemark.batch;

import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The numbers of runs, by which people name them, of the invocations that the books name. */
public final class RunNumbers {

  private RunNumbers() {}

  /**
   * Looks them up in the job repository.
   *
   * @param schema where that is
   * @return the last execution of each run that is known there
   */
  public static Map<String, Long> of(
      Collection<String> invocationIds, Session session, Statements statements, Identifier schema) {
    Map<String, Long> numbers = new HashMap<>();
    if (!invocationIds.isEmpty() && new JobRepositories(statements, schema).isThere(session)) {
      session.query(
          statements.render("batch/run_numbers", Map.of("schema", schema)),
          row -> numbers.put(row.getString(1), row.getLong(2)) == null,
          (Object) invocationIds.toArray(String[]::new));
    }
    return numbers;
  }
}
