package io.tidemark.load;

import io.tidemark.load.increment.Strategy;
import io.tidemark.postgres.TestDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
        part -> on.add("DBT_INTERNAL_SOURCE.%1$s = DBT_INTERNAL_DEST.%1$s".formatted(part)));
    String set =
        update.stream()
            .map(column -> column + " = DBT_INTERNAL_SOURCE." + column)
            .collect(Collectors.joining(", "));
    return """
    merge into public.oracle as DBT_INTERNAL_DEST
    using public.incoming as DBT_INTERNAL_SOURCE on (%s)
    %s
    when not matched then insert (%s) values (%s)
    """
        .formatted(
            String.join(") and (", on),
            update.isEmpty() ? "" : "when matched then update set " + set,
            String.join(", ", columns),
            columns.stream()
                .map(column -> "DBT_INTERNAL_SOURCE." + column)
                .collect(Collectors.joining(", ")));
  }

  /**
   * All that dbt does for an increment of the model, changes of the columns included, in one
   * transaction.
   *
   * @throws IllegalStateException if dbt, or PostgreSQL for it, refuses
   */
  static void run(RandomModel model, TestDatabase database) {
    Map<String, String> source = types("public.incoming", database);
    Map<String, String> target = types("public.oracle", database);
    StringBuilder script = new StringBuilder("begin;\n");
    List<String> columns = List.copyOf(source.keySet());
    switch (model.schemaChange()) {
      case IGNORE -> columns = List.copyOf(target.keySet());
      case FAIL -> {
        if (!source.equals(target)) {
          throw new IllegalStateException("the source and target schemas are out of sync");
        }
      }
      case APPEND_NEW_COLUMNS -> addColumns(source, target, script);
      case SYNC_ALL_COLUMNS -> {
        addColumns(source, target, script);
        target.keySet().stream()
            .filter(name -> !source.containsKey(name))
            .forEach(name -> alter("drop column " + name + " cascade", script));
        target.forEach((name, type) -> changeType(name, type, source.get(name), script));
      }
    }
    String strategy = strategy(model, columns);
    script.append(strategy.replace("begin;", "").replace("commit", "")).append(";\ncommit");
    database.execute(script.toString().replace("%THIS%", "public.oracle"));
  }

  private static String strategy(RandomModel model, List<String> columns) {
    if (model.key().isEmpty() || model.strategy() == Strategy.APPEND) {
      return append(columns);
    }
    if (model.strategy() == Strategy.DELETE_INSERT) {
      return deleteInsert(model.key(), columns, model.predicates());
    }
    List<String> only = model.update();
    List<String> update =
        columns.stream()
            .filter(column -> !model.exclude().contains(column.replace("\"", "")))
            .toList();
    return merge(model.key(), columns, only == null ? update : only, model.predicates());
  }

  private static void addColumns(
      Map<String, String> source, Map<String, String> target, StringBuilder script) {
    source.forEach(
        (name, type) -> {
          if (!target.containsKey(name)) {
            alter("add column " + name + " " + type, script);
          }
        });
  }

  /** A new column beside the old one, as dbt does it. */
  private static void changeType(
      String name, String before, @Nullable String after, StringBuilder script) {
    if (after == null || after.equals(before)) {
      return;
    }
    alter("add column dbt_alter " + after, script);
    script.append("update public.oracle set dbt_alter = %s;\n".formatted(name));
    alter("drop column " + name + " cascade", script);
    alter("rename column dbt_alter to " + name, script);
  }

  private static void alter(String what, StringBuilder script) {
    script.append("alter table public.oracle ").append(what).append(";\n");
  }

  /** The columns, quoted, and what type each has. */
  static Map<String, String> types(String relation, TestDatabase database) {
    Map<String, String> types = new LinkedHashMap<>();
    database
        .query(
            """
            select quote_ident(attname), format_type(atttypid, atttypmod) from pg_attribute
            where attrelid = '%s'::regclass and attnum > 0 and not attisdropped order by attnum
            """
                .formatted(relation))
        .forEach(row -> types.put(Objects.toString(row.get(0)), Objects.toString(row.get(1))));
    return types;
  }
}
