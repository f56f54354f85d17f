package io.tidemark.load;

import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.DependentView;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.RelationKind;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.StatementException;
import io.tidemark.postgres.Statements;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts a relation that was built aside in the place of the one that readers use, in one
 * transaction: a reader sees the old one or the new one, never none.
 *
 * <p>Views that read the old one are bound to the new one where its columns still allow it. Where
 * they don't, they are dropped with it, as dbt drops them (and rebuilds those that are models).
 */
public final class Swap {

  private static final String BACKUP = "__dbt_backup";

  private final Session session;
  private final Statements statements;
  private final Catalog catalog;
  private final LoadListener listener;

  /** Swaps on the session; the listener hears of views that could not be kept. */
  public Swap(Session session, Statements statements, LoadListener listener) {
    this.session = session;
    this.statements = statements;
    this.catalog = new Catalog(session, statements);
    this.listener = listener;
  }

  /**
   * Renames {@code built} to {@code target}, in the transaction that the session is in.
   *
   * @param kind what both {@code built} and, afterwards, {@code target} are
   */
  public void replace(Relation target, Relation built, RelationKind kind) {
    Optional<RelationKind> old = catalog.kind(target);
    if (old.isEmpty()) {
      rename(kind, built, target);
      return;
    }
    Relation backup = target.withSuffix(BACKUP);
    catalog.kind(backup).ifPresent(stale -> drop(stale, backup, true));
    String path = emptySearchPath();
    List<DependentView> dependents = catalog.dependentViews(target);
    rename(old.get(), target, backup);
    rename(kind, built, target);
    Optional<StatementException> obstacle =
        session.attempt(
            () -> {
              dependents.forEach(this::rebind);
              drop(old.get(), backup, false);
            });
    if (obstacle.isPresent()) {
      drop(old.get(), backup, true);
      listener.notice(
          "what depends on the old "
              + target.display()
              + " was dropped with it, as dbt does"
              + names(dependents));
    }
    restoreSearchPath(path);
  }

  /** Drops a relation where there is one. */
  public void dropIfThere(Relation relation) {
    catalog.kind(relation).ifPresent(kind -> drop(kind, relation, true));
  }

  private void rebind(DependentView view) {
    Map<String, Object> values = new HashMap<>();
    values.put("relation", view.relation());
    values.put("sql", new SqlText(view.definition()));
    values.put("with", !view.options().isEmpty());
    values.put("options", new SqlText(view.options()));
    session.execute(statements.render("relation/replace_view", values));
  }

  private void rename(RelationKind kind, Relation from, Relation to) {
    session.execute(
        statements.render(
            "relation/rename",
            Map.of("kind", new SqlText(kind.sql()), "relation", from, "name", to.identifier())));
  }

  private void drop(RelationKind kind, Relation relation, boolean cascade) {
    session.execute(
        statements.render(
            "relation/drop",
            Map.of("kind", new SqlText(kind.sql()), "relation", relation, "cascade", cascade)));
  }

  /** Under an empty path PostgreSQL writes a view's definition with every name qualified. */
  private String emptySearchPath() {
    String path =
        session
            .first(statements.text("relation/search_path"), row -> row.getString(1))
            .orElseThrow();
    restoreSearchPath("");
    return path;
  }

  private void restoreSearchPath(String path) {
    session.query(
        statements.render("relation/set_search_path", Map.of("path", new Literal(path))),
        row -> row.getString(1));
  }

  private static String names(List<DependentView> views) {
    if (views.isEmpty()) {
      return "";
    }
    return ": " + String.join(", ", views.stream().map(v -> v.relation().display()).toList());
  }

  /** The name under which a relation is built before it is swapped in. */
  public static Relation aside(Relation target) {
    return target.withSuffix("__dbt_tmp");
  }
}
