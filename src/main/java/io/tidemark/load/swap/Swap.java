package io.tidemark.load.swap;

import io.tidemark.load.increment.Notices;
import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.RelationKind;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts a relation that was built aside in the place of the one that readers use, in one
 * transaction: a reader sees the old one or the new one, never none.
 *
 * <p>Views that read the old one are bound to the new one, each where the new one's columns still
 * allow it. The others, and materialized views, are dropped with it, as dbt drops them (and
 * rebuilds those that are models).
 */
public final class Swap {

  private static final String BACKUP = "__dbt_backup";

  private final Session session;
  private final Statements statements;
  private final Catalog catalog;
  private final Notices listener;

  /** Swaps on the session; the listener hears of views that could not be kept. */
  public Swap(Session session, Statements statements, Notices listener) {
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
    if (catalog.dependents(target).isEmpty()) {
      rename(old.get(), target, backup);
      rename(kind, built, target);
      dropBackup(old.get(), backup, target, List.of());
      return;
    }
    try (EmptySearchPath path = EmptySearchPath.open(session, statements)) {
      ReadingViews views = ReadingViews.of(target, session, statements);
      rename(old.get(), target, backup);
      rename(kind, built, target);
      views.rebind();
      dropBackup(old.get(), backup, target, catalog.dependents(backup));
    }
  }

  /**
   * Drops the old relation, and with it what still reads it.
   *
   * @param lost what is known to read it; somebody may have made a view meanwhile
   */
  private void dropBackup(
      RelationKind kind, Relation backup, Relation target, List<Relation> lost) {
    if (lost.isEmpty() && session.attempt(() -> drop(kind, backup, false)).isEmpty()) {
      return;
    }
    drop(kind, backup, true);
    listener.notice(
        "what depends on the old "
            + target.display()
            + " was dropped with it, as dbt does"
            + names(lost));
  }

  /** Drops a relation where there is one. */
  public void dropIfThere(Relation relation) {
    catalog.kind(relation).ifPresent(kind -> drop(kind, relation, true));
  }

  private void rename(RelationKind kind, Relation from, Relation to) {
    session.executeAround(
        statements.render(
            "relation/rename",
            Map.of("kind", new SqlText(kind.sql()), "relation", from, "name", to.identifier())));
  }

  private void drop(RelationKind kind, Relation relation, boolean cascade) {
    session.executeAround(
        statements.render(
            "relation/drop",
            Map.of("kind", new SqlText(kind.sql()), "relation", relation, "cascade", cascade)));
  }

  private static String names(List<Relation> relations) {
    return relations.isEmpty()
        ? ""
        : ": " + String.join(", ", relations.stream().map(Relation::display).toList());
  }

  /** The name under which a relation is built before it is swapped in. */
  public static Relation aside(Relation target) {
    return target.withSuffix("__dbt_tmp");
  }
}
