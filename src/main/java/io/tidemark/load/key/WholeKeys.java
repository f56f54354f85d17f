package io.tidemark.load.key;

import io.tidemark.load.column.ColumnFit;
import io.tidemark.load.increment.LoadRequest;
import io.tidemark.postgres.Column;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Divides a {@code delete+insert} into chunks of whole keys: each replaces some keys, such as days,
 * with all their rows. A key is never in two chunks, so a key with more rows than {@code
 * chunk_size} makes a larger chunk.
 *
 * <p>A list of the keys is kept beside the staging table, with where their rows lie in it and in
 * the target. So a chunk reads only that part of the target, without an index, as long as a key's
 * rows lie close to each other, as those of a day do. Nothing is divided, and all is applied by
 * dbt's own statements in one transaction, where
 *
 * <ul>
 *   <li>there are predicates: they may read the target, or hold an OR, and would then see or remove
 *       what an earlier chunk has brought;
 *   <li>a part of the key is an expression, or of another type in the increment than in the target:
 *       rows that differ in one can be the same in the other;
 *   <li>different texts are equal by the key's collation: they would be two keys in the list;
 *   <li>the target is partitioned or inherited from: a place in it doesn't tell the row;
 *   <li>keys have few rows: the list of them would cost more than what is gained;
 *   <li>the chunks together would read half of the target once more, or more, whatever their size:
 *       to find where the keys lie is a pass already;
 *   <li>more rows than a chunk has have a NULL in their key: they match nothing, so all of them are
 *       added with the first chunk.
 * </ul>
 */
public final class WholeKeys {

  /** Fewer rows a key than these, and the list is not worth it. */
  private static final long ROWS_A_KEY = 16;

  /** So many pages may be read besides; a table as small as that is read in no time. */
  private static final long SPARE_PAGES = 64;

  private final Session session;
  private final Statements statements;

  /** Divides on the session. */
  public WholeKeys(Session session, Statements statements) {
    this.session = session;
    this.statements = statements;
  }

  /** The list of an increment's keys. */
  public static Relation list(Relation staging) {
    return staging.withSuffix("_keys");
  }

  /**
   * Makes the list, in the freeze's transaction.
   *
   * @return how many chunks there are; empty if the increment is to be applied whole
   */
  public Optional<Long> divide(
      LoadRequest request, Relation staging, long rows, List<Column> given, List<Column> written) {
    Optional<List<String>> key = request.uniqueKey().columns(given);
    if (key.isEmpty() || !request.predicates().isEmpty()) {
      return Optional.empty();
    }
    ColumnFit fit = new ColumnFit(given);
    List<String> fitting = written.stream().filter(fit::same).map(Column::name).toList();
    if (!fitting.containsAll(key.get())
        || !isPlain(request.target())
        || !new KeyCollations(session, statements)
            .deterministic(request.target(), staging, key.get())) {
      return Optional.empty();
    }
    Map<String, Object> values = values(request.target(), staging, key.get());
    values.put("rows", rows);
    values.put("most", rows / ROWS_A_KEY);
    long keys = session.execute(statements.render("load/list_keys", values));
    if (keys > rows / ROWS_A_KEY) {
      drop(staging);
      return Optional.empty();
    }
    // Without figures on the list the planner sorts the target to join it.
    session.executeAround(statements.render("load/analyze", Map.of("relation", list(staging))));
    session.execute(statements.render("load/find_keys", values));
    for (long size = request.chunkSize().rows(); size < rows; size *= 2) {
      values.put("size", size);
      session.execute(statements.render("load/number_chunks", values));
      Optional<Long> chunks = worthIt(values, size);
      if (chunks.isPresent()) {
        session.executeAround(statements.render("load/analyze", Map.of("relation", list(staging))));
        return chunks;
      }
    }
    drop(staging);
    return Optional.empty();
  }

  /** How many chunks there are, if they are several and don't read the tables once more. */
  private Optional<Long> worthIt(Map<String, Object> values, long size) {
    values.put("spare", SPARE_PAGES);
    return session
        .first(
            statements.render("load/judge_chunks", values),
            row -> row.getBoolean(1) && row.getLong(2) <= size ? row.getLong(3) : 0L)
        .filter(chunks -> chunks > 1);
  }

  private boolean isPlain(Relation target) {
    return session
        .first(
            statements.render(
                "load/plain_table",
                Map.of("schema", new Literal(target.schema()), "name", new Literal(target.name()))),
            row -> row.getBoolean(1))
        .orElse(false);
  }

  private void drop(Relation staging) {
    session.executeAround(statements.render("load/drop_keys", Map.of("list", list(staging))));
  }

  /** What the statements on the list have to know. */
  public static Map<String, Object> values(Relation target, Relation staging, List<String> key) {
    List<Identifier> columns = key.stream().map(Identifier::new).toList();
    Map<String, Object> values = new HashMap<>();
    values.put("target", target);
    values.put("staging", staging);
    values.put("list", list(staging));
    values.put("target_name", target.regclass());
    values.put("staging_name", staging.regclass());
    values.put("keys", SqlText.join(", ", columns));
    values.put(
        "listed_keys", SqlText.join(", ", columns.stream().map(c -> "listed." + c.sql()).toList()));
    values.put(
        "match",
        SqlText.join(
            " and ",
            columns.stream().map(c -> "target." + c.sql() + " = listed." + c.sql()).toList()));
    values.put(
        "same",
        SqlText.join(
            " and ",
            columns.stream().map(c -> "found." + c.sql() + " = listed." + c.sql()).toList()));
    return values;
  }
}
