package io.tidemark.load;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements that dbt-postgres runs for an increment, written down once more and on purpose
 * without a look at the engine's: on {@code public.oracle}, from {@code public.incoming}.
 */
final class DbtOracle {

  private DbtOracle() {}

  static String append(List<String> columns) {
    String list = String.join(", ", columns);
    return "insert into public.oracle (%s) (select %s from public.incoming)".formatted(list, list);
  }

  static String deleteInsert(List<String> key, List<String> columns, List<String> predicates) {
    String keys = String.join(", ", key);
    String and =
        predicates.stream().map(predicate -> " and " + predicate).collect(Collectors.joining());
    return """
    begin;
    delete from public.oracle as DBT_INTERNAL_DEST
    where (%s) in (select distinct %s from public.incoming as DBT_INTERNAL_SOURCE)%s;
    %s;
    commit
    """
        .formatted(keys, keys, and, append(columns));
  }

  static String merge(
      List<String> key, List<String> columns, List<String> update, List<String> predicates) {
    List<String> on = new ArrayList<>(predicates);
    key.forEach(
        part -> on.add("(DBT_INTERNAL_SOURCE.%1$s = DBT_INTERNAL_DEST.%1$s)".formatted(part)));
    String set =
        update.stream()
            .map(column -> column + " = DBT_INTERNAL_SOURCE." + column)
            .collect(Collectors.joining(", "));
    return """
    merge into public.oracle as DBT_INTERNAL_DEST
    using public.incoming as DBT_INTERNAL_SOURCE on %s
    %s
    when not matched then insert (%s) values (%s)
    """
        .formatted(
            String.join(" and ", on),
            update.isEmpty() ? "" : "when matched then update set " + set,
            String.join(", ", columns),
            columns.stream()
                .map(column -> "DBT_INTERNAL_SOURCE." + column)
                .collect(Collectors.joining(", ")));
  }
}
