package io.tidemark.load.key;

import io.tidemark.load.increment.UniqueKey;
import io.tidemark.postgres.Column;
import io.tidemark.postgres.SqlText;
import java.util.ArrayList;
import java.util.List;

/**
 * The condition of dbt's {@code merge}: all parts of the key are equal, and the predicates hold.
 */
public final class MergeCondition {

  private MergeCondition() {}

  /**
   * As SQL over {@code dbt_internal_source} and {@code dbt_internal_dest}, which are also the names
   * that users' predicates know.
   *
   * @param columns the increment's
   */
  public static SqlText of(UniqueKey uniqueKey, List<String> predicates, List<Column> columns) {
    List<String> conditions = new ArrayList<>();
    for (String part : uniqueKey.parts()) {
      SqlText key = new UniqueKey(List.of(part)).sql(columns);
      conditions.add(
          "(dbt_internal_source." + key.sql() + " = dbt_internal_dest." + key.sql() + ")");
    }
    predicates.forEach(predicate -> conditions.add("(" + predicate + ")"));
    return SqlText.join(" and ", conditions);
  }

  /** The key's parts, each of the increment's row. */
  public static SqlText sourceKeys(UniqueKey uniqueKey, List<Column> columns) {
    return SqlText.join(
        ", ",
        uniqueKey.parts().stream()
            .map(part -> "dbt_internal_source." + new UniqueKey(List.of(part)).sql(columns).sql())
            .toList());
  }
}
