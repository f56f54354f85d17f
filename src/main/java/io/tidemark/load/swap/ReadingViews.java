package io.tidemark.load.swap;

import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.DependentView;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.RelationKind;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.StatementException;
import io.tidemark.postgres.Statements;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The views that read a relation which is about to change: what they were, so that they can be made
 * again. To be used in one transaction, under an {@link EmptySearchPath}.
 */
public final class ReadingViews {

  /** What PostgreSQL says of a view that somebody drops while its definition is asked for. */
  private static final Set<String> GONE = Set.of("XX000", "42P01");

  /** Each time somebody else has dropped a view in that very moment. */
  private static final int ATTEMPTS = 20;

  private final Session session;
  private final Statements statements;
  private final List<DependentView> views;

  private ReadingViews(Session session, Statements statements, List<DependentView> views) {
    this.session = session;
    this.statements = statements;
    this.views = views;
  }

  /**
   * Those that read the relation themselves. They are locked before they are looked at: a view's
   * definition is a lock on all that it reads, and two who have that on each other's tables can't
   * go on. A view of somebody else's can't be locked, nor made again.
   */
  public static ReadingViews of(Relation relation, Session session, Statements statements) {
    Catalog catalog = new Catalog(session, statements);
    catalog.viewsOn(relation).forEach(view -> lock(view, session, statements));
    List<DependentView> found = new ArrayList<>();
    Optional<StatementException> vanished = Optional.empty();
    for (int i = 0; i < ATTEMPTS; i++) {
      vanished = session.attempt(() -> found.addAll(catalog.dependentViews(relation)));
      if (vanished.isEmpty()) {
        return new ReadingViews(session, statements, found);
      }
      if (!GONE.contains(String.valueOf(vanished.get().sqlState()))) {
        throw vanished.get();
      }
    }
    throw vanished.orElseThrow();
  }

  /**
   * Locks one. Who reads a view locks it before the table behind it; in the other order, he and the
   * one who changes the table would wait for each other.
   */
  private static void lock(Relation view, Session session, Statements statements) {
    session.attempt(
        () ->
            session.executeAround(
                statements.render(
                    "relation/lock_view",
                    Map.of("relation", view, "schema", new Identifier(view.schema())))));
  }

  /** Makes each again, by the names in its query, where that is still possible. */
  public void rebind() {
    views.forEach(view -> session.attempt(() -> rebind(view)));
  }

  /** Drops them, and what depends on them. */
  public void drop() {
    for (DependentView view : views) {
      session.executeAround(
          statements.render(
              "relation/drop",
              Map.of(
                  "kind",
                  new SqlText(RelationKind.VIEW.sql()),
                  "relation",
                  view.relation(),
                  "cascade",
                  true)));
    }
  }

  private void rebind(DependentView view) {
    Map<String, Object> values = new HashMap<>();
    values.put("relation", view.relation());
    values.put("sql", new SqlText(view.definition()));
    values.put("with", !view.options().isEmpty());
    values.put("options", new SqlText(view.options()));
    session.executeAround(statements.render("relation/replace_view", values));
  }
}
