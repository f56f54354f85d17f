package io.tidemark.load.freeze;

import io.tidemark.load.increment.LoadMethod;
import io.tidemark.load.increment.LoadRequest;
import io.tidemark.load.increment.Notices;
import io.tidemark.load.key.WholeKeys;
import io.tidemark.postgres.Column;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Divides a frozen increment into chunks, where its rows may be committed one chunk after the other
 * without a change in the result; else it is applied whole.
 */
final class Divider {

  private final Session session;
  private final Statements statements;
  private final Notices listener;

  Divider(Session session, Statements statements, Notices listener) {
    this.session = session;
    this.statements = statements;
    this.listener = listener;
  }

  /**
   * Divides, in the freeze's transaction.
   *
   * @param method how the strategy's result is had
   * @param rows how many rows the staging table holds
   * @param given the increment's columns
   * @param written those of the target that are written
   */
  Division divide(
      LoadRequest request,
      Relation staging,
      LoadMethod method,
      long rows,
      List<Column> given,
      List<Column> written) {
    long pages = rows == 0 ? 0 : pages(staging);
    if (rows <= request.chunkSize().rows() || method == LoadMethod.MERGE) {
      return Division.whole(method, pages);
    }
    Optional<String> refusal =
        new Refusals(session, statements).possible(request, staging, method, given, written);
    if (refusal.isPresent()) {
      listener.notice("the increment is applied in one transaction, because " + refusal.get());
      return Division.whole(method, pages);
    }
    if (method == LoadMethod.DELETE_INSERT) {
      return new WholeKeys(session, statements)
          .divide(request, staging, rows, given, written)
          .map(chunks -> new Division(LoadMethod.REPLACE_KEYS, chunks, 1))
          .orElse(Division.whole(method, pages));
    }
    return new Division(method, pages, request.chunkSize().pages(rows, pages));
  }

  private long pages(Relation staging) {
    return session
        .first(
            statements.render("load/pages", Map.of("name", staging.regclass())),
            row -> row.getLong(1))
        .orElseThrow();
  }
}
