package io.tidemark.load.freeze;

import io.tidemark.load.increment.LoadRequest;
import io.tidemark.load.increment.Strategy;
import io.tidemark.load.increment.UniqueKey;
import io.tidemark.load.key.KeyCollations;
import io.tidemark.load.key.KeyLookUps;
import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.Column;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Freezes only those rows of an increment which the target doesn't hold already, where it is known
 * beforehand that the query gives no key twice: where one repeats, dbt's result depends on all its
 * rows, the unchanged ones too.
 *
 * <p>Nobody knows a query better than PostgreSQL's planner, so that is asked: it leaves out a left
 * join whose right side can't give a second row, because of a unique index, a {@code GROUP BY} or a
 * {@code DISTINCT}. An increment that brings nothing new so costs the reading of its query and a
 * join, and nothing is written at all.
 *
 * <p>Where the increment is small beside the target, or its rows are wide, the join looks each key
 * up in the target's index, if the query has no joins of its own that this would spoil. Else the
 * planner chooses one, which reads the whole target; so a small increment of a large table is kept
 * whole then. So is what seems to bring only newer rows. The keys are looked up one by one when it
 * is loaded, and what is unchanged is not written then either.
 */
final class DifferingRows {

  private final Session session;
  private final Statements statements;
  private final Catalog catalog;
  private final Planner planner;

  DifferingRows(Session session, Statements statements) {
    this.session = session;
    this.statements = statements;
    this.catalog = new Catalog(session, statements);
    this.planner = new Planner(session, statements);
  }

  /**
   * Makes the staging table, in the freeze's transaction, if it can and should be made of these
   * rows alone.
   */
  Answer freeze(LoadRequest request, Relation staging, boolean unlogged) {
    if (request.strategy() == Strategy.APPEND || !request.predicates().isEmpty()) {
      return Answer.UNKNOWN;
    }
    WithQuery query = WithQuery.of(request.sql());
    if (query.writes()) {
      // PostgreSQL takes it at the top of a statement only, and here it would stand in another one.
      return Answer.UNKNOWN;
    }
    List<Column> columns =
        catalog.columns(request.target()).stream().filter(column -> !column.generated()).toList();
    Optional<List<Column>> key = indexedKey(request, columns);
    if (key.isEmpty()
        || !givesExactly(columns, request, staging, names(key.get()))
        || !givesNoKeyTwice(key.get(), query)) {
      return Answer.UNKNOWN;
    }
    if (OnlyNewer.takenBy(request.sql(), request.target())) {
      return Answer.NO_KEY_TWICE;
    }
    boolean small = new IncrementSize(session, statements).small(request.sql(), request.target());
    List<String> plan = planner.query(request.sql());
    if ((small || IncrementSize.wide(plan)) && !PlannedJoins.readWhole(plan)) {
      Optional<Answer> lookedUp = lookUp(request, staging, unlogged, columns, key.get());
      if (lookedUp.isPresent()) {
        return lookedUp.get();
      }
    }
    if (small) {
      return Answer.NO_KEY_TWICE;
    }
    boolean ordered = outgrowsTheLog(request.target());
    return Answer.frozen(
        session.execute(create(request, staging, unlogged, columns, key.get(), ordered)));
  }

  /** Empty if the target's index is of no use to that. */
  private Optional<Answer> lookUp(
      LoadRequest request,
      Relation staging,
      boolean unlogged,
      List<Column> columns,
      List<Column> key) {
    String create = create(request, staging, unlogged, columns, key, false);
    return KeyLookUps.inOne(session, statements)
        .run(
            () ->
                PlannedJoins.lookUpTarget(planner.statement(create))
                    ? Optional.of(Answer.frozen(session.execute(create)))
                    : Optional.empty());
  }

  private String create(
      LoadRequest request,
      Relation staging,
      boolean unlogged,
      List<Column> columns,
      List<Column> key,
      boolean ordered) {
    List<String> compared = Freeze.updated(request, columns);
    return statements.render(
        "load/freeze_differing",
        Map.of(
            "staging",
            staging,
            "unlogged",
            unlogged,
            "sql",
            new SqlText(request.sql()),
            "target",
            request.target(),
            "match",
            SqlText.join(" and ", key.stream().map(DifferingRows::equal).toList()),
            "compares",
            !compared.isEmpty(),
            "same",
            new SqlText(row("target", compared) + " *= " + row("query", compared)),
            "ordered",
            ordered,
            "order",
            SqlText.join(", ", key.stream().map(DifferingRows::ofQuery).toList())));
  }

  /** True if chunks that touch all of its pages would bring checkpoint after checkpoint. */
  private boolean outgrowsTheLog(Relation target) {
    return session
        .first(
            statements.render("load/outgrows_log", Map.of("target_name", target.regclass())),
            row -> row.getBoolean(1))
        .orElse(false);
  }

  /**
   * What came of it.
   *
   * @param keysDistinct true if the query gives no key twice
   * @param rows how many rows differ; null if nothing was frozen
   */
  record Answer(boolean keysDistinct, @Nullable Long rows) {

    static final Answer UNKNOWN = new Answer(false, null);

    static final Answer NO_KEY_TWICE = new Answer(true, null);

    static Answer frozen(long rows) {
      return new Answer(true, rows);
    }
  }

  /** The key's columns, if the target has a unique index on them. */
  private Optional<List<Column>> indexedKey(LoadRequest request, List<Column> columns) {
    List<Optional<String>> parts =
        request.uniqueKey().parts().stream().map(part -> UniqueKey.column(part, columns)).toList();
    List<String> names = parts.stream().flatMap(Optional::stream).toList();
    if (names.isEmpty()
        || names.size() < parts.size()
        || catalog.uniqueIndex(request.target(), names).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(columns.stream().filter(column -> names.contains(column.name())).toList());
  }

  /**
   * True if the query's columns are the target's, with their types, and equal keys are the same. It
   * is not executed.
   */
  private boolean givesExactly(
      List<Column> columns, LoadRequest request, Relation staging, List<String> key) {
    Relation empty =
        new Relation(staging.database(), staging.schema(), "columns_of_" + staging.name());
    session.execute(
        statements.render(
            "load/create_staging",
            Map.of(
                "staging",
                empty,
                "unlogged",
                true,
                "sql",
                new SqlText(request.sql()),
                "empty",
                true)));
    Map<String, String> given = types(catalog.columns(empty));
    boolean deterministic =
        new KeyCollations(session, statements).deterministic(request.target(), empty, key);
    session.execute(statements.render("load/drop_staging", Map.of("staging", empty)));
    return deterministic && given.equals(types(columns));
  }

  private static List<String> names(List<Column> columns) {
    return columns.stream().map(Column::name).toList();
  }

  private static Map<String, String> types(List<Column> columns) {
    return columns.stream().collect(Collectors.toMap(Column::name, Column::type));
  }

  /**
   * Asks the planner. A {@code WITH} list stands before all of it: inside the join, PostgreSQL
   * would plan the query that it belongs to by itself, and prove nothing of it.
   */
  private boolean givesNoKeyTwice(List<Column> key, WithQuery query) {
    String nulls =
        key.stream().map(column -> "null::" + column.type()).collect(Collectors.joining(", "));
    String aliases =
        IntStream.range(0, key.size()).mapToObj(i -> "k" + i).collect(Collectors.joining(", "));
    String match =
        IntStream.range(0, key.size())
            .mapToObj(i -> "query." + key.get(i).identifier().sql() + " = any_key.k" + i)
            .collect(Collectors.joining(" and "));
    List<String> plan =
        session.query(
            statements.render(
                "load/explain_unique",
                Map.of(
                    "nulls", new SqlText(nulls),
                    "aliases", new SqlText(aliases),
                    "with", new SqlText(query.list()),
                    "sql", new SqlText(query.body()),
                    "match", new SqlText(match))),
            row -> row.getString(1));
    // Below it may be what the query asks first: (select max(…) from {{ this }}).
    return !plan.isEmpty() && plan.get(0).startsWith("Values Scan");
  }

  private static String equal(Column column) {
    return "target." + column.identifier().sql() + " = " + ofQuery(column);
  }

  private static String ofQuery(Column column) {
    return "query." + column.identifier().sql();
  }

  private static String row(String of, List<String> columns) {
    return "row("
        + columns.stream()
            .map(name -> of + "." + new Identifier(name).sql())
            .collect(Collectors.joining(", "))
        + ")::record";
  }
}
