package io.tidemark.load.freeze;

import io.tidemark.load.column.SchemaChange;
import io.tidemark.load.column.TypeFit;
import io.tidemark.load.increment.ChunkSize;
import io.tidemark.load.increment.Increment;
import io.tidemark.load.increment.LoadException;
import io.tidemark.load.increment.LoadMethod;
import io.tidemark.load.increment.LoadRequest;
import io.tidemark.load.increment.Notices;
import io.tidemark.load.increment.Strategy;
import io.tidemark.load.increment.UniqueKey;
import io.tidemark.load.key.KeyExpression;
import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.Column;
import io.tidemark.postgres.Digest;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Computes the increment of a model once and keeps it in a staging table, so that it can't change
 * under a restart: users filter by the greatest value in the target, and once a chunk is in the
 * target that question has another answer.
 */
public final class Freeze {

  private final Session session;
  private final Statements statements;
  private final Identifier schema;
  private final Notices listener;

  /**
   * Freezes on the session.
   *
   * @param schema the engine's own schema, which gets the staging table
   * @param listener hears why an increment goes dbt's slower way, or whole
   */
  public Freeze(Session session, Statements statements, Identifier schema, Notices listener) {
    this.session = session;
    this.statements = statements;
    this.schema = schema;
    this.listener = listener;
  }

  /** Freezes, in the transaction that the session is in. Nothing is in the target yet. */
  public Increment freeze(LoadRequest request) {
    Relation target = request.target();
    Relation staging =
        new Relation(
            target.database(),
            schema.name(),
            // Batches of one run may be frozen side by side, each with a hash of its own.
            "staging_"
                + Digest.hex(target.sql() + request.invocationId() + request.sourceHash(), 24));
    DifferingRows.Answer differing =
        new DifferingRows(session, statements).freeze(request, staging, unlogged(request));
    Long frozen = differing.rows();
    long rows = frozen == null ? createStaging(request, staging) : frozen;
    List<Column> given = new Catalog(session, statements).columns(staging);
    List<Column> written =
        new SchemaChange(session, statements, listener)
            .reconcile(target, given, request.schemaChange(), request.promised());
    List<String> key = request.uniqueKey().columns(given).orElse(List.of());
    new KeyExpression(session, statements).check(request.uniqueKey(), staging, given);
    if (new TypeFit(session, statements)
        .convert(target, staging, Set.copyOf(names(written)), key)) {
      given = new Catalog(session, statements).columns(staging);
    }
    LoadMethod method =
        new MethodChoice(session, statements, listener)
            .choose(request, staging, given, written, differing.keysDistinct());
    List<String> updated = updated(request, written);
    Division division =
        new Divider(session, statements, listener)
            .divide(request, staging, method, rows, given, written);
    return new Increment(
        request.node(),
        target,
        staging,
        division.method(),
        key,
        names(written),
        updated,
        rows,
        division.positions(),
        division.step(),
        request.sourceHash(),
        request.watermarks(),
        request.invocationId());
  }

  private long createStaging(LoadRequest request, Relation staging) {
    return session.execute(
        statements.render(
            "load/create_staging",
            Map.of(
                "staging",
                staging,
                "unlogged",
                unlogged(request),
                "sql",
                new SqlText(request.sql()),
                "empty",
                false)));
  }

  /** What goes into one transaction need not survive a crash of the server. */
  private static boolean unlogged(LoadRequest request) {
    return request.chunkSize().equals(ChunkSize.ALL);
  }

  /**
   * The columns that a row takes over when it is there already; all of them but in a merge. As in
   * dbt, names that are left out are compared without regard to case, and those to update are
   * written into SQL as they stand, so that an unquoted one means its lower case.
   */
  static List<String> updated(LoadRequest request, List<Column> written) {
    if (request.strategy() != Strategy.MERGE) {
      return names(written);
    }
    List<String> only = request.updateColumns();
    if (only != null) {
      return only.stream().map(name -> toUpdate(name, written)).toList();
    }
    Set<String> excluded =
        request.excludeColumns().stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    return names(written).stream()
        .filter(name -> !excluded.contains(name.toLowerCase(Locale.ROOT)))
        .toList();
  }

  private static String toUpdate(String name, List<Column> written) {
    return UniqueKey.column(name, written)
        .orElseThrow(
            () ->
                new LoadException(
                        "merge_update_columns names \""
                            + name
                            + "\", which is no column of the model; its columns are "
                            + String.join(", ", names(written)),
                        "name columns that the model's SELECT gives")
                    .about("merge_update_columns"));
  }

  private static List<String> names(List<Column> columns) {
    return columns.stream().map(Column::name).toList();
  }
}
