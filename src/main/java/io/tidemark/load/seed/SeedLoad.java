package io.tidemark.load.seed;

import io.tidemark.load.increment.LoadException;
import io.tidemark.load.increment.Notices;
import io.tidemark.load.swap.Swap;
import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.Column;
import io.tidemark.postgres.CopyIn;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.RelationKind;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.StatementException;
import io.tidemark.postgres.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Puts a seed's rows into its table, in the transaction that the session is in: readers see the old
 * rows or the new ones, and a crash leaves the old ones. Memory does not grow with the file.
 */
public final class SeedLoad {

  private final Session session;
  private final Statements statements;
  private final Notices listener;
  private final Catalog catalog;

  /** Loads on the session; the listener hears of what dbt would do in silence. */
  public SeedLoad(Session session, Statements statements, Notices listener) {
    this.session = session;
    this.statements = statements;
    this.listener = listener;
    this.catalog = new Catalog(session, statements);
  }

  /**
   * Loads it: into a new table, or into the one that is there, whose rows it takes away.
   *
   * @param built hears of a table that was built anew, once it has its rows, before readers see it
   * @return true if the table is new
   * @throws LoadException if the table that is there can't take the rows
   */
  public boolean load(SeedRequest request, Consumer<Relation> built) {
    Relation target = request.target();
    Optional<RelationKind> there = catalog.kind(target);
    if (there.isPresent() && there.get() != RelationKind.TABLE) {
      throw new LoadException(
          "a seed can't go into " + target.display() + ": it is a " + there.get().sql(),
          "Drop it, or give the seed another alias or schema.");
    }
    if (there.isEmpty()) {
      create(request, target);
      copy(request, target);
      built.accept(target);
      return true;
    }
    if (request.rebuild()) {
      Relation aside = Swap.aside(target);
      Swap swap = new Swap(session, statements, listener);
      swap.dropIfThere(aside);
      create(request, aside);
      copy(request, aside);
      built.accept(aside);
      swap.replace(target, aside, RelationKind.TABLE);
      return true;
    }
    refill(request, target);
    return false;
  }

  private void create(SeedRequest request, Relation relation) {
    List<Map<String, ?>> columns = new ArrayList<>();
    List<String> names = request.names();
    for (int i = 0; i < names.size(); i++) {
      SeedColumn column = request.shape().columns().get(i);
      columns.add(
          Map.of(
              "first", i == 0,
              "name", new Identifier(names.get(i)),
              "type", new SqlText(request.type(column))));
    }
    session.execute(
        statements.render("seed/create_table", Map.of("relation", relation, "columns", columns)));
  }

  private void refill(SeedRequest request, Relation target) {
    List<String> names = request.names();
    List<String> there = catalog.columns(target).stream().map(Column::name).toList();
    List<String> added = names.stream().filter(name -> !there.contains(name)).toList();
    if (!added.isEmpty()) {
      throw new LoadException(
          "the seed has columns that " + target.display() + " has not: " + String.join(", ", added),
          "Build the table anew: --full-refresh");
    }
    List<String> gone = there.stream().filter(name -> !names.contains(name)).toList();
    if (!gone.isEmpty()) {
      listener.warning(
          "its file has no "
              + String.join(", ", gone)
              + " any more, so in the table that is NULL, as in dbt; --full-refresh takes the"
              + " column away");
    }
    session.execute(statements.render("seed/truncate", Map.of("relation", target)));
    copy(request, target);
  }

  private void copy(SeedRequest request, Relation relation) {
    if (request.shape().rows() == 0) {
      return;
    }
    SeedCopy copy = SeedCopy.of(request, catalog.columns(relation), zone(request));
    copy.warnings().forEach(listener::warning);
    String sql =
        statements.render(
            "seed/copy",
            Map.of(
                "relation",
                relation,
                "columns",
                SqlText.join(", ", request.names().stream().map(Identifier::new).toList())));
    try {
      CopyIn.run(session, sql, copy::write);
    } catch (StatementException refused) {
      throw copy.located(refused);
    }
  }

  /** The session's time zone; asked for only where a time may have an offset. */
  private String zone(SeedRequest request) {
    boolean needed =
        request.shape().columns().stream()
            .anyMatch(column -> column.type() == SeedType.ISO_TIMESTAMP);
    return needed
        ? session
            .first(statements.text("load/setting"), row -> row.getString(1), "TimeZone")
            .orElseThrow()
        : "UTC";
  }
}
