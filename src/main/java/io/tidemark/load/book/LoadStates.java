package io.tidemark.load.book;

import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the books: what was loaded, how far, what is unfinished, and what can't go on. */
public final class LoadStates {

  private final Session session;
  private final Statements statements;
  private final Map<String, Identifier> schema;
  private final String database;

  /**
   * Reads the books in {@code schema}, which {@link Bookkeeping} has made.
   *
   * @param database the name of the database that the session is connected to
   */
  public LoadStates(Session session, Statements statements, Identifier schema, String database) {
    this.session = session;
    this.statements = statements;
    this.schema = Map.of("schema", schema);
    this.database = database;
  }

  /** Every relation that is in the books, by schema and name. */
  public List<RelationState> all() {
    return session.query(statements.render("load/state", schema), this::read).stream()
        .map(this::completed)
        .toList();
  }

  /** Those of them whose load is unfinished. */
  public List<RelationState> unfinished() {
    return session.query(statements.render("load/state", schema), this::read).stream()
        .filter(state -> state.pending() != null)
        .map(this::completed)
        .toList();
  }

  private RelationState read(ResultSet row) throws SQLException {
    return new RelationState(
        row.getString("schema_name"),
        row.getString("relation_name"),
        row.getString("node"),
        instant(row, "sealed_at"),
        row.getObject("last_rows", Long.class),
        List.of(),
        pending(row),
        blocked(row));
  }

  private static RelationState.@Nullable Pending pending(ResultSet row) throws SQLException {
    Instant frozenAt = instant(row, "frozen_at");
    if (frozenAt == null) {
      return null;
    }
    String osUser = row.getString("os_user");
    FreezingProcess process =
        osUser == null
            ? null
            : new FreezingProcess(row.getString("host"), row.getLong("process_id"), osUser);
    return new RelationState.Pending(
        row.getString("staging_name"),
        row.getLong("total_rows"),
        row.getLong("rows_loaded"),
        row.getLong("chunks"),
        row.getLong("chunks_loaded"),
        frozenAt,
        Objects.requireNonNull(instant(row, "moved_at")),
        row.getString("invocation_id"),
        process,
        false);
  }

  private static RelationState.@Nullable Blocked blocked(ResultSet row) throws SQLException {
    Instant since = instant(row, "blocked_since");
    Array columns = row.getArray("blocked_columns");
    if (since == null || columns == null) {
      return null;
    }
    return new RelationState.Blocked(
        List.of((String[]) columns.getArray()),
        row.getBoolean("table_empty"),
        since,
        row.getString("blocked_invocation_id"));
  }

  private RelationState completed(RelationState state) {
    List<RelationState.Mark> marks =
        session.query(
            statements.render("load/state_marks", schema),
            row -> new RelationState.Mark(row.getString(1), row.getString(2), row.getString(3)),
            state.schema(),
            state.name());
    return new RelationState(
        state.schema(),
        state.name(),
        state.node(),
        state.lastSuccess(),
        state.lastRows(),
        marks,
        state.pending() == null ? null : asked(state, state.pending()),
        state.blocked());
  }

  private RelationState.Pending asked(RelationState state, RelationState.Pending left) {
    Relation relation = new Relation(database, state.schema(), state.name());
    return new RelationState.Pending(
        left.staging(),
        left.rows(),
        left.rowsLoaded(),
        left.chunks(),
        left.chunksLoaded(),
        left.frozenAt(),
        left.movedAt(),
        left.invocationId(),
        left.process(),
        RelationLock.isHeld(session, statements, relation));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}
