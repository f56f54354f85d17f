package io.tidemark.load.freeze;

import io.tidemark.load.column.ColumnFit;
import io.tidemark.load.increment.LoadException;
import io.tidemark.load.increment.LoadMethod;
import io.tidemark.load.increment.LoadRequest;
import io.tidemark.load.increment.Notices;
import io.tidemark.load.increment.Strategy;
import io.tidemark.load.increment.UniqueKey;
import io.tidemark.load.key.KeyCollations;
import io.tidemark.load.key.MergeCondition;
import io.tidemark.load.key.OtherIndexes;
import io.tidemark.load.key.OwnIndex;
import io.tidemark.load.key.RepeatedKeys;
import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.Column;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides how an increment is applied so that the target becomes what dbt would have made of it:
 * the fast upsert where that is certain, else dbt's own statements.
 */
final class MethodChoice {

  private final Session session;
  private final Statements statements;
  private final Catalog catalog;
  private final Notices listener;

  MethodChoice(Session session, Statements statements, Notices listener) {
    this.session = session;
    this.statements = statements;
    this.catalog = new Catalog(session, statements);
    this.listener = listener;
  }

  /**
   * Chooses, and drops the engine's own unique index where dbt's result could not be reached with
   * it.
   *
   * @param columns the increment's
   * @param written those of the target that are written
   * @param distinct true if it is known that no key repeats
   * @throws LoadException if a merge would meet a key twice
   */
  LoadMethod choose(
      LoadRequest request,
      Relation staging,
      List<Column> columns,
      List<Column> written,
      boolean distinct) {
    Optional<List<String>> key = request.uniqueKey().columns(columns);
    KeyCollations collations = new KeyCollations(session, statements);
    Optional<String> index =
        request.uniqueKey().isEmpty()
            ? Optional.empty()
            : key.flatMap(names -> catalog.uniqueIndex(request.target(), names));
    if (request.strategy() == Strategy.APPEND || request.uniqueKey().isEmpty()) {
      giveUpIndexes(request, "its rows are only ever added");
      return LoadMethod.INSERT;
    }
    if (!request.predicates().isEmpty()) {
      giveUpIndexes(
          request, "incremental_predicates let rows with an equal key stand side by side");
    } else if (index.isEmpty()) {
      giveUpIndexes(request, "unique_key is another one now");
    } else if (!keyFits(key.orElse(List.of()), columns, written)) {
      // Values that differ in the increment could become equal in the target.
      giveUpIndexes(request, "unique_key is of another type in the model");
    } else if (!collations.deterministic(request.target(), staging, key.orElse(List.of()))) {
      giveUpIndexes(request, "unique_key has a collation by which different texts are equal");
      index = Optional.empty();
    }
    LoadMethod own =
        request.strategy() == Strategy.MERGE ? LoadMethod.MERGE : LoadMethod.DELETE_INSERT;
    List<String> repeated =
        distinct
            ? List.of()
            : new RepeatedKeys(session, statements).find(staging, request.uniqueKey(), columns);
    if (!repeated.isEmpty()) {
      if (own == LoadMethod.MERGE) {
        refuseKeysMetTwice(request, staging, columns);
      }
      giveUpIndexes(
          request,
          "the increment repeats keys ("
              + String.join("; ", repeated)
              + ") and all its rows are kept, as dbt keeps them");
      return own;
    }
    return index.isPresent()
            && keyFits(key.orElse(List.of()), columns, written)
            && sameByUpsert(request, key.orElse(List.of()), written)
        ? LoadMethod.UPSERT
        : own;
  }

  private static boolean keyFits(List<String> key, List<Column> columns, List<Column> written) {
    ColumnFit fit = new ColumnFit(columns);
    return written.stream().filter(column -> key.contains(column.name())).allMatch(fit::exact);
  }

  /**
   * True if updating a row in its place gives what the strategy gives. Deleting it first does more:
   * columns that the model lost get their defaults, and the values of other unique indexes are free
   * to change places.
   */
  private boolean sameByUpsert(LoadRequest request, List<String> key, List<Column> written) {
    if (!request.predicates().isEmpty()) {
      return false;
    }
    if (request.strategy() == Strategy.MERGE) {
      return true;
    }
    long columns =
        catalog.columns(request.target()).stream().filter(column -> !column.generated()).count();
    return written.size() == columns
        && new OtherIndexes(session, statements).first(request.target(), key).isEmpty();
  }

  private void refuseKeysMetTwice(LoadRequest request, Relation staging, List<Column> columns) {
    UniqueKey key = request.uniqueKey();
    List<String> met =
        session.query(
            statements.render(
                "load/met_twice",
                Map.of(
                    "staging",
                    staging,
                    "target",
                    request.target(),
                    "source_keys",
                    MergeCondition.sourceKeys(key, columns),
                    "condition",
                    MergeCondition.of(key, request.predicates(), columns))),
            row -> row.getString(1));
    if (!met.isEmpty()) {
      throw new LoadException(
          "the increment holds the key "
              + String.join("; ", met)
              + " more than once, and merge can't apply two rows to one",
          "make the model's rows unique by " + key.sql(columns).sql() + ", or use delete+insert");
    }
  }

  /** The engine's own index is there for speed; it must never refuse a row that dbt would take. */
  private void giveUpIndexes(LoadRequest request, String why) {
    for (String name : OwnIndex.on(request.target(), session, statements)) {
      OwnIndex.drop(name, request.target(), session, statements);
      listener.notice(
          "the unique index of " + request.target().display() + " is gone, because " + why);
    }
  }
}
