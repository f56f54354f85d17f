package io.tidemark.report.artifact;

import io.tidemark.batch.NodeResult;
import io.tidemark.batch.RunStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What dbt's PostgreSQL adapter reports of a statement, read off its command tag. */
public final class AdapterResponse {

  private AdapterResponse() {}

  /** What is reported of a node that has ended; a test is one query. */
  public static Map<String, @Nullable Object> of(NodeResult result) {
    if (result.test() != null) {
      return of("SELECT " + result.test().rows(), result.test().rows());
    }
    return result.status() == RunStatus.SUCCESS
            && result.batches() == null
            && !result.message().isEmpty()
        ? of(result.message(), result.rows())
        : Map.of();
  }

  /**
   * The mapping: {@code INSERT 0 9} is the code {@code INSERT} with 9 rows.
   *
   * @param rows -1 where there are none to speak of, as psycopg2 says for a view
   */
  static Map<String, @Nullable Object> of(String message, long rows) {
    StringBuilder code = new StringBuilder();
    for (String word : message.split(" ", -1)) {
      if (!word.isEmpty() && !word.chars().allMatch(Character::isDigit)) {
        code.append(code.isEmpty() ? "" : " ").append(word);
      }
    }
    Map<String, @Nullable Object> response = new LinkedHashMap<>();
    response.put("_message", message);
    response.put("code", code.toString());
    response.put("rows_affected", rows);
    return response;
  }
}
