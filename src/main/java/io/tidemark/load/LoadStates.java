package io.tidemark.load;

import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the books: what was loaded, how far, and what is unfinished. */
public final class LoadStates {

  private final Session session;
  private final Statements statements;
  private final Map<String, Identifier> schema;

  /** Reads the books in {@code schema}, which {@link Bookkeeping} has made. */
  public LoadStates(Session session, Statements statements, Identifier schema) {
    this.session = session;
    this.statements = statements;
    this.schema = Map.of("schema", schema);
  }

  /** Every relation that is in the books, by schema and name. */
  public List<RelationState> all() {
    return session.query(statements.render("load/state", schema), this::read).stream()
        .map(this::withMarks)
        .toList();
  }

  private RelationState read(ResultSet row) throws SQLException {
    Instant frozenAt = instant(row, "frozen_at");
    RelationState.Pending pending =
        frozenAt == null
            ? null
            : new RelationState.Pending(
                row.getLong("total_rows"),
                row.getLong("rows_loaded"),
                frozenAt,
                Objects.requireNonNull(instant(row, "moved_at")),
                row.getString("invocation_id"));
    return new RelationState(
        row.getString("schema_name"),
        row.getString("relation_name"),
        row.getString("node"),
        instant(row, "sealed_at"),
        row.getObject("last_rows", Long.class),
        List.of(),
        pending);
  }

  private RelationState withMarks(RelationState state) {
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
        state.pending());
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}
