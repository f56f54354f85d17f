package io.tidemark.transfer.read;

import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import io.tidemark.transfer.column.CopyColumn;
import io.tidemark.transfer.column.SourceTable;
import io.tidemark.transfer.plan.TransferPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Divides a table's rows into parts that can be read beside each other: by the source's statistics
 * of a column, or evenly between two values. The parts have all rows, each once, wherever the
 * borders are; borders that are badly placed only make parts of unlike sizes.
 */
public final class Ranges {

  private final Session session;
  private final Statements statements;

  /** Asks on the session of a snapshot. */
  public Ranges(Session session, Statements statements) {
    this.session = session;
    this.statements = statements;
  }

  /** All rows in one part. */
  public static List<TransferPart> whole() {
    return List.of(TransferPart.start(0, null, null));
  }

  /**
   * By the statistics of a column; one part where there are none.
   *
   * @param most how many parts, at most
   */
  public List<TransferPart> byStatistics(SourceTable table, CopyColumn column, int most) {
    List<String> bounds =
        session.query(
            statements.render(
                "transfer/histogram",
                Map.of(
                    "schema", new Literal(table.relation().schema()),
                    "name", new Literal(table.relation().name()),
                    "column", new Literal(column.name()))),
            row -> row.getString(1));
    List<String> borders = new ArrayList<>();
    for (int i = 1; i < most && bounds.size() > most; i++) {
      borders.add(bounds.get(i * bounds.size() / most));
    }
    return between(borders);
  }

  /**
   * Evenly between two watermarks; one part where that can't be done.
   *
   * @param most how many parts, at most
   */
  public List<TransferPart> evenly(
      CopyColumn watermark, @Nullable String low, @Nullable String high, int most) {
    if (low == null || high == null) {
      return whole();
    }
    List<String> borders = new ArrayList<>();
    // A way too long for its own type can't be divided; then it is one part.
    session.attempt(
        () ->
            borders.addAll(
                session.query(
                    statements.render(
                        "transfer/even_bounds",
                        Map.of(
                            "low",
                            ReadQuery.typed(low, watermark),
                            "high",
                            ReadQuery.typed(high, watermark),
                            "type",
                            new SqlText(watermark.source().declared()),
                            "parts",
                            new Literal(most))),
                    row -> row.getString(1))));
    return between(borders);
  }

  private static List<TransferPart> between(List<String> values) {
    List<String> borders = values.stream().distinct().toList();
    List<TransferPart> parts = new ArrayList<>();
    String from = null;
    for (String border : borders) {
      parts.add(TransferPart.start(parts.size(), from, border));
      from = border;
    }
    parts.add(TransferPart.start(parts.size(), from, null));
    return parts;
  }
}
