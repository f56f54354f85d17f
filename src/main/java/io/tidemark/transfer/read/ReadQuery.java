package io.tidemark.transfer.read;

import io.tidemark.postgres.Literal;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import io.tidemark.transfer.column.CopyColumn;
import io.tidemark.transfer.column.CopyShape;
import io.tidemark.transfer.column.SourceTable;
import io.tidemark.transfer.plan.TransferKind;
import io.tidemark.transfer.plan.TransferPart;
import io.tidemark.transfer.plan.TransferPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The source's query for the rows of a part that are not in the target yet. Immutable.
 *
 * <p>A part that is continued is read from a later snapshot than it was begun with, but up to the
 * same mark. A row that was changed meanwhile has a watermark above the mark, so it is left to the
 * next transfer, which brings it as it is then; and a row that was not changed is where it was in
 * the order. So what a continued transfer and the next one bring is what one from a single snapshot
 * and the next one would have brought.
 */
public final class ReadQuery {

  private final Statements statements;
  private final SourceTable table;
  private final CopyShape shape;
  private final @Nullable String condition;
  private final RowOrder order;

  /**
   * Queries of a table.
   *
   * @param condition the user's, in the source's SQL; null for none
   */
  public ReadQuery(
      Statements statements,
      SourceTable table,
      CopyShape shape,
      @Nullable String condition,
      TransferKind kind) {
    this.statements = statements;
    this.table = table;
    this.shape = shape;
    this.condition = condition;
    this.order = RowOrder.of(kind, shape);
  }

  /**
   * The COPY of what is left of a part.
   *
   * @param later true if it is read from a later snapshot than the plan was made in
   */
  public String copy(TransferPlan plan, TransferPart part, boolean later) {
    return statements.render(
        "transfer/copy_out",
        Map.of("query", new SqlText(rows(plan, part, later)), "format", shape.format().copyName()));
  }

  /** The next row's columns of the order, as text, and the size of each of its columns. */
  public String nextRow(TransferPlan plan, TransferPart part, boolean later) {
    List<Map<String, ?>> columns = new ArrayList<>();
    shape.columns().forEach(column -> columns.add(Map.of("name", column.identifier())));
    return statements.render(
        "transfer/next_row",
        Map.of(
            "texts",
            SqlText.join(
                ", ",
                order.columns().stream()
                    .map(column -> column.identifier().sql() + "::text")
                    .toList()),
            "columns",
            columns,
            "query",
            new SqlText(rows(plan, part, later))));
  }

  /** The COPY of the keys of all rows. */
  public String copyKeys() {
    Map<String, Object> values = new HashMap<>();
    values.put(
        "columns", SqlText.join(", ", shape.key().stream().map(CopyColumn::selected).toList()));
    values.put("table", table.sql());
    values.put("filtered", condition != null);
    values.put("condition", new SqlText(condition == null ? "" : condition));
    return statements.render(
        "transfer/copy_out",
        Map.of(
            "query",
            new SqlText(statements.render("transfer/keys", values)),
            "format",
            shape.keyFormat().copyName()));
  }

  /** The query behind it. */
  public String rows(TransferPlan plan, TransferPart part, boolean later) {
    return statements.render("transfer/rows", values(plan, part, later));
  }

  private Map<String, Object> values(TransferPlan plan, TransferPart part, boolean later) {
    CopyColumn watermark = shape.watermark();
    CopyColumn first = order.columns().isEmpty() ? firstOfKey() : order.columns().get(0);
    boolean increment = plan.kind() == TransferKind.INCREMENT;
    boolean bounded = watermark != null && (increment || later);
    Map<String, Object> values = new HashMap<>();
    values.put(
        "columns", SqlText.join(", ", shape.columns().stream().map(CopyColumn::selected).toList()));
    values.put("table", table.sql());
    values.put("filtered", condition != null);
    values.put("condition", new SqlText(condition == null ? "" : condition));
    values.put("watermark", name(watermark));
    values.put("above", new SqlText(order.wholeWatermarks() ? ">" : ">="));
    values.put("has_low", increment && plan.low() != null && part.cursor() == null);
    values.put("low", typed(plan.low(), watermark));
    values.put("has_high", bounded && plan.high() != null);
    values.put("high", typed(plan.high(), watermark));
    values.put("nulls", !increment);
    values.put("only_nulls", bounded && !increment && plan.high() == null);
    // An increment's range ends with a value, a first transfer's begins with one.
    values.put("has_from", part.from() != null);
    values.put("from_on", new SqlText(increment ? ">" : ">="));
    values.put("from", typed(part.from(), first));
    values.put("has_to", part.to() != null);
    values.put("up_to", new SqlText(increment ? "<=" : "<"));
    values.put("to", typed(part.to(), first));
    values.put(
        "null_first",
        !increment && part.from() == null && first != null && !first.source().notNull());
    values.put("first", name(first));
    values.putAll(cursor(part));
    values.put("ordered", !order.columns().isEmpty());
    values.put("order", names(order.columns()));
    return values;
  }

  private Map<String, Object> cursor(TransferPart part) {
    List<@Nullable String> cursor = part.cursor();
    // In a key there is no NULL; a watermark that is NULL comes last, all of them in one chunk.
    boolean atNulls = cursor != null && cursor.get(0) == null;
    Map<String, Object> values = new HashMap<>();
    values.put("nothing", atNulls);
    values.put("has_cursor", cursor != null && !atNulls);
    values.put("reached", new SqlText("(" + names(order.columns()) + ")"));
    values.put("cursor", cursor == null ? new SqlText("") : row(cursor));
    values.put("nulls_last", order.wholeWatermarks());
    return values;
  }

  private SqlText row(List<@Nullable String> cursor) {
    List<SqlText> parts = new ArrayList<>();
    for (int i = 0; i < cursor.size(); i++) {
      parts.add(typed(cursor.get(i), order.columns().get(i)));
    }
    return SqlText.join(", ", parts);
  }

  private @Nullable CopyColumn firstOfKey() {
    return shape.scan().isEmpty() ? null : shape.scan().get(0);
  }

  private static SqlText names(List<CopyColumn> columns) {
    return SqlText.join(", ", columns.stream().map(CopyColumn::identifier).toList());
  }

  private static SqlText name(@Nullable CopyColumn column) {
    return new SqlText(column == null ? "" : column.identifier().sql());
  }

  /** With the type that the source has, so that it is read as the source wrote it. */
  static SqlText typed(@Nullable String text, @Nullable CopyColumn column) {
    return new SqlText(
        column == null ? "" : new Literal(text).sql().strip() + "::" + column.source().declared());
  }
}
