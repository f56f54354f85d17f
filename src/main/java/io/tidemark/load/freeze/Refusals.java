package io.tidemark.load.freeze;

import io.tidemark.load.column.ColumnFit;
import io.tidemark.load.increment.LoadMethod;
import io.tidemark.load.increment.LoadRequest;
import io.tidemark.load.key.OtherIndexes;
import io.tidemark.postgres.Column;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.StatementException;
import io.tidemark.postgres.Statements;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether the target could refuse a row of an increment. If the rows before it were committed by
 * then, dbt's result, which is the target as it was, could no longer be had; and since the frozen
 * increment can't be mended, the load could never end. Such an increment is applied whole.
 */
final class Refusals {

  private final Session session;
  private final Statements statements;

  Refusals(Session session, Statements statements) {
    this.session = session;
    this.statements = statements;
  }

  /**
   * Why a row could be refused, if one could. What a trigger does is not known and not asked for.
   *
   * @param method how the rows are applied
   * @param given the increment's columns
   * @param written those of the target that are written
   */
  Optional<String> possible(
      LoadRequest request,
      Relation staging,
      LoadMethod method,
      List<Column> given,
      List<Column> written) {
    Relation target = request.target();
    ColumnFit fit = new ColumnFit(given);
    Optional<Column> cast = written.stream().filter(column -> !fit.exact(column)).findFirst();
    if (cast.isPresent()) {
      return Optional.of(cast.get().name() + " has another type in the model");
    }
    Optional<String> constraint = constraint(request, method, given);
    if (constraint.isPresent()) {
      return Optional.of(constraint.get() + " could refuse a row");
    }
    Optional<String> check = check(target, staging);
    if (check.isPresent()) {
      return Optional.of(check.get() + " could refuse a row");
    }
    return holdsForbiddenNull(target, staging, written)
        ? Optional.of("it holds a NULL that " + target.display() + " doesn't take")
        : Optional.empty();
  }

  /** Of the unique indexes, only those that an upsert rests on refuse nothing. */
  private Optional<String> constraint(LoadRequest request, LoadMethod method, List<Column> given) {
    Relation target = request.target();
    List<String> key =
        method == LoadMethod.UPSERT
            ? request.uniqueKey().columns(given).orElse(List.of())
            : List.of();
    Optional<String> index = new OtherIndexes(session, statements).first(target, key);
    return index.isPresent()
        ? index
        : session.first(
            statements.render(
                "load/constraint",
                Map.of("schema", new Literal(target.schema()), "name", new Literal(target.name()))),
            row -> row.getString(1));
  }

  /**
   * A check that refuses a row of the increment, or that can't be asked of it, because it reads
   * what only the target has.
   */
  private Optional<String> check(Relation target, Relation staging) {
    List<Check> checks =
        session.query(
            statements.render(
                "load/checks",
                Map.of("schema", new Literal(target.schema()), "name", new Literal(target.name()))),
            row -> new Check(row.getString(1), row.getString(2)));
    return checks.stream()
        .filter(check -> !holds(check.condition(), staging))
        .map(Check::name)
        .findFirst();
  }

  private boolean holds(String condition, Relation staging) {
    AtomicBoolean refused = new AtomicBoolean();
    SqlText violated = new SqlText("not (" + condition + ")");
    Optional<StatementException> notAsked =
        session.attempt(() -> refused.set(anyRow(staging, violated)));
    return notAsked.isEmpty() && !refused.get();
  }

  private boolean anyRow(Relation staging, SqlText condition) {
    return session
        .first(
            statements.render("load/any_row", Map.of("relation", staging, "condition", condition)),
            row -> row.getBoolean(1))
        .orElse(false);
  }

  private record Check(String name, String condition) {}

  private boolean holdsForbiddenNull(Relation target, Relation staging, List<Column> written) {
    List<String> forbidden =
        session.query(
            statements.render(
                "load/not_null",
                Map.of("schema", new Literal(target.schema()), "name", new Literal(target.name()))),
            row -> row.getString(1));
    List<SqlText> conditions =
        written.stream()
            .filter(column -> forbidden.contains(column.name()))
            .map(column -> new SqlText(column.identifier().sql() + " is null"))
            .toList();
    return !conditions.isEmpty() && anyRow(staging, SqlText.join(" or ", conditions));
  }
}
