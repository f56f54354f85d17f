package io.tidemark.load.snapshot;

import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.Column;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** dbt's own strategies. */
public final class SnapshotStrategies {

  private final Session session;
  private final Statements statements;

  /** Asks on the session what columns there are. */
  public SnapshotStrategies(Session session, Statements statements) {
    this.session = session;
    this.statements = statements;
  }

  /** A row has changed if its time is later than that of its version. */
  public SnapshotStrategy timestamp(SnapshotRequest request, String updatedAt) {
    String changed =
        statements.render(
            "snapshot/changed_by_time",
            Map.of(
                "valid_from_name",
                request.columns().validFrom(),
                "updated_at",
                new SqlText(updatedAt)));
    return new SnapshotStrategy(updatedAt, changed, scdId(request, updatedAt));
  }

  /**
   * A row has changed if one of its columns has, or if one of them is new in the query.
   *
   * @param compared the columns; empty for all
   * @param updatedAt null for the time of the run
   * @param there true if the snapshot's table is there
   */
  public SnapshotStrategy check(
      SnapshotRequest request, List<String> compared, @Nullable String updatedAt, boolean there) {
    String time = updatedAt == null ? statements.text("snapshot/now") : updatedAt;
    String changed = there ? changed(request, compared) : "";
    return new SnapshotStrategy(time, changed, scdId(request, time));
  }

  private String changed(SnapshotRequest request, List<String> compared) {
    SnapshotQuery query = new SnapshotQuery(session, statements);
    List<String> names =
        compared.isEmpty() ? query.columns(request.sql()) : query.columns(request.sql(), compared);
    Set<String> known =
        new Catalog(session, statements)
            .columns(request.target()).stream().map(Column::name).collect(Collectors.toSet());
    boolean added = !known.containsAll(names);
    List<Map<String, ?>> columns = new ArrayList<>();
    for (String name : added ? List.<String>of() : names) {
      columns.add(Map.of("first", columns.isEmpty(), "name", new Identifier(name)));
    }
    return statements.render(
        "snapshot/changed_in_columns", Map.of("any", added, "columns", columns));
  }

  private String scdId(SnapshotRequest request, String updatedAt) {
    List<String> arguments = new ArrayList<>(request.uniqueKey());
    arguments.add(updatedAt);
    return hash(statements, arguments);
  }

  /** The hash of some expressions. */
  static String hash(Statements statements, List<String> expressions) {
    List<Map<String, ?>> arguments = new ArrayList<>();
    for (String expression : expressions) {
      arguments.add(Map.of("first", arguments.isEmpty(), "value", new SqlText(expression)));
    }
    return statements.render("snapshot/hash", Map.of("arguments", arguments));
  }
}
