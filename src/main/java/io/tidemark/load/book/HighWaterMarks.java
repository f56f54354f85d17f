package io.tidemark.load.book;

import io.tidemark.load.increment.Increment;
import io.tidemark.load.increment.LoadException;
import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.Column;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The greatest value of a watermark column that has been loaded: read for the filter, kept after
 * it. For one thread.
 */
public final class HighWaterMarks {

  private static final String WATERMARK = "watermark";

  private final Session session;
  private final Statements statements;
  private final Identifier schema;
  private final Set<String> asked = new LinkedHashSet<>();
  private final Set<String> missing = new LinkedHashSet<>();

  /**
   * Keeps them in the engine's schema.
   *
   * @param schema where {@link Bookkeeping} made its tables
   */
  public HighWaterMarks(Session session, Statements statements, Identifier schema) {
    this.session = session;
    this.statements = statements;
    this.schema = schema;
  }

  /**
   * The greatest value that a column of the target has now, as SQL: {@code '2024-02-02'::date}. The
   * literal {@code null} if there is none.
   *
   * @throws LoadException if there is no such column or its type has no order
   */
  public SqlText greatest(Relation target, String columnName) {
    Column column = column(target, columnName, target.display());
    asked.add(column.name());
    Optional<String> mark =
        session
            .query(
                statements.render(
                    "load/greatest", Map.of("column", column.identifier(), "relation", target)),
                row -> Optional.ofNullable(row.getString(1)))
            .stream()
            .findFirst()
            .flatMap(value -> value);
    if (mark.isEmpty()) {
      missing.add(column.name());
    }
    return new SqlText(
        mark.map(text -> new Literal(text).sql().strip() + "::" + column.type()).orElse("null"));
  }

  /** Those of {@link #asked} that have no greatest value: there is none, or only NULL. */
  public Set<String> missing() {
    return Collections.unmodifiableSet(missing);
  }

  /** The columns whose greatest value has been asked for here, in that order. */
  public Set<String> asked() {
    return Collections.unmodifiableSet(asked);
  }

  /**
   * Makes sure that the marks of an increment can be recorded at its seal, before anything of it is
   * in the target.
   *
   * @throws LoadException if one of them can't be
   */
  public void check(Increment increment) {
    for (String name : increment.watermarks()) {
      Column column = column(increment.staging(), name, "the model");
      if (!increment.columns().contains(column.name())) {
        throw new LoadException(
                "watermark column \"%s\" is in the model, but not in %s"
                    .formatted(name, increment.target().display()),
                "set on_schema_change: append_new_columns, or run once with --full-refresh")
            .about(WATERMARK, name);
      }
    }
  }

  /**
   * Records what has been loaded.
   *
   * @param from the increment, or the target itself after a first load
   * @param whole true if {@code from} is all there is, so that an older mark means nothing
   */
  public void record(
      Relation target, List<String> columns, Relation from, boolean whole, String invocationId) {
    for (String name : columns) {
      Column column = column(from, name, "the model");
      Map<String, Object> values = new HashMap<>();
      values.put("schema", schema);
      values.put("column", column.identifier());
      values.put("from", from);
      values.put("target", target);
      values.put("whole", whole);
      values.put("type", new SqlText(column.type()));
      session.update(
          statements.render("load/record_mark", values),
          target.schema(),
          target.name(),
          column.name(),
          column.type(),
          invocationId);
    }
  }

  private Column column(Relation relation, String name, String in) {
    List<Column> columns = new Catalog(session, statements).columns(relation);
    Column column =
        columns.stream()
            .filter(c -> c.name().equals(name) || c.name().equals(name.toLowerCase(Locale.ROOT)))
            .findFirst()
            .orElseThrow(
                () ->
                    new LoadException(
                            "watermark column \""
                                + name
                                + "\" is not in "
                                + in
                                + "; its columns are "
                                + String.join(", ", columns.stream().map(Column::name).toList()),
                            "Name a column that the model gives.")
                        .about(WATERMARK, name));
    if (!column.comparable()) {
      throw new LoadException(
              "watermark column \""
                  + name
                  + "\" is of type "
                  + column.type()
                  + ", whose values have no order",
              "Take a column of a type with an order: a timestamp, a date, a number.")
          .about(WATERMARK, name);
    }
    return column;
  }
}
