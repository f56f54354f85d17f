package io.tidemark.transfer.read;

import io.tidemark.load.increment.LoadException;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.StatementException;
import io.tidemark.postgres.Statements;
import io.tidemark.transfer.column.CopyColumn;
import io.tidemark.transfer.column.CopyShape;
import io.tidemark.transfer.column.SourceTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has to be known of a source's rows before they are read. Asks in one snapshot. */
public final class SourceQuestions {

  private static final double LARGE = 100_000;

  private final Session session;
  private final Statements statements;
  private final SourceTable table;
  private final CopyShape shape;
  private final @Nullable String condition;

  /**
   * Asks on the session of a snapshot.
   *
   * @param condition the user's, in the source's SQL; null for none
   */
  public SourceQuestions(
      Session session,
      Statements statements,
      SourceTable table,
      CopyShape shape,
      @Nullable String condition) {
    this.session = session;
    this.statements = statements;
    this.table = table;
    this.shape = shape;
    this.condition = condition;
  }

  /**
   * An estimate of the source's planner.
   *
   * @param rows how many rows there are to read
   * @param bytes how many bytes
   */
  public record Estimate(long rows, long bytes) {}

  /**
   * Between which watermarks rows are read.
   *
   * @param mark up to which rows are in the copy; null if none are known to be
   * @param lookback how far below it is read again, as the user wrote it; null for none
   * @throws LoadException if the lookback can't be taken off the mark, or no greater watermark than
   *     the source's greatest can ever come
   */
  public SourceMarks marks(@Nullable String mark, @Nullable String lookback) {
    CopyColumn watermark = Objects.requireNonNull(shape.watermark());
    Lookback distance = lookback == null ? null : Lookback.of(lookback, watermark);
    Map<String, Object> values = values(watermark);
    values.put("has_mark", mark != null);
    values.put("mark", ReadQuery.typed(mark, watermark));
    values.put("type", new SqlText(watermark.source().declared()));
    values.put("back", distance != null);
    values.put("distance", distance == null ? new SqlText("") : distance.distance());
    values.put("nothing", distance == null ? new SqlText("") : distance.nothing());
    List<List<@Nullable String>> found = new ArrayList<>();
    Optional<StatementException> failure =
        session.attempt(() -> found.addAll(ask("transfer/source_marks", values)));
    if (failure.isPresent()) {
      // A class 22 failure is about a value, and the only one that a user wrote is the lookback.
      if (lookback != null && failure.get().sqlState().startsWith("22")) {
        throw Lookback.wrong(lookback, watermark, "Write an interval: '1 hour', '3 days'.");
      }
      throw failure.get();
    }
    String high = found.get(0).get(0);
    String low = found.get(0).get(1);
    boolean forward = "t".equals(found.get(0).get(2));
    if (forward && lookback != null) {
      throw Lookback.wrong(lookback, watermark, "It must not be negative.");
    }
    checkFinite(high, watermark);
    return new SourceMarks(low, high);
  }

  private void checkFinite(@Nullable String high, CopyColumn watermark) {
    if ("infinity".equals(high) || "NaN".equals(high) || "Infinity".equals(high)) {
      throw new LoadException(
              "the greatest %s of %s is %s, so that no row could ever be newer"
                  .formatted(watermark.name(), table.relation().display(), high),
              "Leave such rows out with where, such as where: \"%s < 'infinity'\"."
                  .formatted(watermark.name()))
          .about("watermark", watermark.name());
    }
  }

  /** How many rows have no watermark. */
  public long nulls() {
    CopyColumn watermark = shape.watermark();
    if (watermark == null || watermark.source().notNull()) {
      return 0;
    }
    return Long.parseLong(one("transfer/count_nulls", values(watermark)));
  }

  /** How much there is to read. */
  public Estimate estimate(String query) {
    PlannedCost planned = PlannedCost.of(session, statements, query);
    return new Estimate(planned.rows(), planned.rows() * planned.width());
  }

  /** A statement that would make the source find new rows quickly, where it can't. */
  public Optional<String> missingIndex() {
    CopyColumn watermark = shape.watermark();
    if (watermark == null || !table.table() || table.rows() < LARGE) {
      return Optional.empty();
    }
    boolean there =
        session
            .first(
                statements.render(
                    "transfer/watermark_index",
                    Map.of(
                        "oid", new Literal(table.oid()),
                        "watermark", new Literal(watermark.name()))),
                row -> row.getBoolean(1))
            .orElseThrow();
    return there
        ? Optional.empty()
        : Optional.of(
            statements.render(
                "transfer/index_watermark",
                Map.of("table", table.sql(), "columns", names(shape.watermarkAndKey()))));
  }

  /**
   * Makes sure that the key tells the rows of a query apart.
   *
   * @throws LoadException if keys repeat, with some of them
   */
  public void checkKey(String query) {
    if (shape.key().isEmpty() || keyIsIndexed()) {
      return;
    }
    List<String> repeated =
        ask(
                "transfer/source_repeated",
                Map.of("keys", names(shape.key()), "query", new SqlText(query)))
            .stream()
            .map(row -> String.valueOf(row.get(0)))
            .toList();
    if (!repeated.isEmpty()) {
      throw repeatedKey(repeated);
    }
  }

  /** What is said of a key that more than one row has. */
  private LoadException repeatedKey(List<String> some) {
    String key = String.join(", ", shape.key().stream().map(CopyColumn::name).toList());
    return new LoadException(
            "unique_key (%s) of %s is not unique at the source: %s"
                .formatted(key, table.relation().display(), String.join("; ", some)),
            "Name columns that tell the rows apart, or make the rows unique with where.")
        .about("unique_key");
  }

  private boolean keyIsIndexed() {
    return table.table()
        && session
            .first(
                statements.render(
                    "transfer/source_key_index",
                    Map.of(
                        "oid",
                        new Literal(table.oid()),
                        "keys",
                        SqlText.join(
                            ", ",
                            shape.key().stream()
                                .map(column -> new Literal(column.name()))
                                .toList()))),
                row -> row.getBoolean(1))
            .orElseThrow();
  }

  /** As it is written: in a bound statement an operator of the user's with a "?" is a parameter. */
  private List<List<@Nullable String>> ask(String statement, Map<String, ?> values) {
    return session.rows(statements.render(statement, values), -1).rows();
  }

  private String one(String statement, Map<String, ?> values) {
    return String.valueOf(ask(statement, values).get(0).get(0));
  }

  private Map<String, Object> values(CopyColumn watermark) {
    Map<String, Object> values = new HashMap<>();
    values.put("watermark", watermark.identifier());
    values.put("table", table.sql());
    values.put("filtered", condition != null);
    values.put("condition", new SqlText(condition == null ? "" : condition));
    return values;
  }

  static SqlText names(List<CopyColumn> columns) {
    return SqlText.join(", ", columns.stream().map(CopyColumn::identifier).toList());
  }
}
