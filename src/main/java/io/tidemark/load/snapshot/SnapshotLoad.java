package io.tidemark.load.snapshot;

import io.tidemark.load.column.SchemaChange;
import io.tidemark.load.increment.LoadException;
import io.tidemark.load.increment.Notices;
import io.tidemark.load.increment.OnSchemaChange;
import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.Column;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Brings a snapshot's table up to date, in the transaction that the session is in: what is new is
 * first collected in a temporary table, then versions are ended and others begun. A crash at any
 * moment leaves the table as it was.
 */
public final class SnapshotLoad {

  private static final String CHANGE_TYPE = "dbt_change_type";
  private static final String TIME = "timestamp without time zone";

  private final Session session;
  private final Statements statements;
  private final Notices listener;
  private final Catalog catalog;

  /** Loads on the session; the listener hears of keys that repeat. */
  public SnapshotLoad(Session session, Statements statements, Notices listener) {
    this.session = session;
    this.statements = statements;
    this.listener = listener;
    this.catalog = new Catalog(session, statements);
  }

  /**
   * Makes the table out of all rows of the query.
   *
   * @return how many there are
   */
  public long build(SnapshotRequest request, SnapshotStrategy strategy) {
    String first =
        statements.render(
            "snapshot/first", new SnapshotSql(request, strategy, statements).values());
    long rows =
        session.execute(
            statements.render(
                "relation/create_table_as",
                Map.of(
                    "relation", request.target(), "unlogged", false, "sql", new SqlText(first))));
    sayRepeatedKeys(request, request.target(), false);
    sayOtherTime(request, request.target());
    return rows;
  }

  /**
   * Ends the versions that have ended, and begins new ones.
   *
   * @return how many were begun
   * @throws LoadException if the table is none of a snapshot
   */
  public long update(SnapshotRequest request, SnapshotStrategy strategy) {
    SnapshotSql sql = new SnapshotSql(request, strategy, statements);
    check(request);
    List<String> queried =
        request.hardDeletes() == HardDeletes.NEW_RECORD
            ? new SnapshotQuery(session, statements).columns(request.sql())
            : List.of();
    Set<String> there = names(catalog.columns(request.target()));
    session.execute(sql.staging(queried, there));
    Relation staging = staging(request);
    sayRepeatedKeys(request, staging, true);
    sayOtherTime(request, staging);
    List<Column> columns =
        new SchemaChange(session, statements, listener)
            .reconcile(
                request.target(), kept(request, staging), OnSchemaChange.APPEND_NEW_COLUMNS, false);
    session.execute(sql.close());
    return session.execute(sql.insert(columns));
  }

  private void check(SnapshotRequest request) {
    SnapshotColumns columns = request.columns();
    Set<String> there = names(catalog.columns(request.target()));
    List<Identifier> needed =
        new ArrayList<>(List.of(columns.scdId(), columns.validFrom(), columns.validTo()));
    if (request.hardDeletes() == HardDeletes.NEW_RECORD) {
      needed.add(columns.isDeleted());
    }
    List<String> missing =
        needed.stream().map(Identifier::name).filter(name -> !there.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new LoadException(
          request.target().display()
              + " is not the table of this snapshot: it has no "
              + String.join(", ", missing),
          "Give the snapshot another name, add the columns to the table, or say what they are"
              + " called there: snapshot_meta_column_names.");
    }
  }

  private Relation staging(SnapshotRequest request) {
    String schema =
        session
            .first(statements.text("snapshot/staging_schema"), row -> row.getString(1))
            .orElseThrow();
    Identifier name = SnapshotSql.staging(request);
    return new Relation(request.target().database(), schema, name.name());
  }

  /** The columns of the staging table that belong to the snapshot. */
  private List<Column> kept(SnapshotRequest request, Relation staging) {
    Set<String> own =
        Stream.concat(
                Stream.of(CHANGE_TYPE),
                SnapshotSql.keyNames(request).stream().map(Identifier::name))
            .collect(Collectors.toSet());
    return catalog.columns(staging).stream()
        .filter(column -> !own.contains(column.name()))
        .toList();
  }

  private static Set<String> names(List<Column> columns) {
    return columns.stream().map(Column::name).collect(Collectors.toSet());
  }

  /** dbt keeps every such row, and each run adds them again; nobody wants that. */
  private void sayRepeatedKeys(SnapshotRequest request, Relation relation, boolean staged) {
    List<String> found =
        session.query(
            SnapshotSql.repeatedKeys(request, relation, staged, statements),
            row -> {
              long count = row.getLong(1);
              return count == 0
                  ? ""
                  : String.format(Locale.ROOT, "%,d", count)
                      + (count == 1 ? " key repeats or is" : " keys repeat or are")
                      + " NULL in what the snapshot's query gives, such as "
                      + row.getString(2);
            });
    for (String what : found) {
      if (!what.isEmpty() && request.enforceKey()) {
        throw new LoadException(
                what,
                "Make the keys unique, or set enforce_unique_key: false to go on as dbt does.")
            .about("unique_key");
      }
      if (!what.isEmpty()) {
        listener.warning(what + "; as in dbt, such rows are kept again and again");
      }
    }
  }

  private void sayOtherTime(SnapshotRequest request, Relation relation) {
    catalog.columns(relation).stream()
        .filter(column -> column.name().equals(request.columns().updatedAt().name()))
        .filter(column -> !column.type().equals(TIME))
        .forEach(
            column ->
                listener.notice(
                    "its updated_at is %s, and times of the run are %s; where both meet, PostgreSQL"
                            .formatted(column.type(), TIME)
                        + " converts"));
  }
}
