package io.tidemark.transfer.read;

import io.tidemark.transfer.column.CopyColumn;
import io.tidemark.transfer.column.CopyShape;
import io.tidemark.transfer.plan.TransferKind;
import java.util.List;

/**
 * The order in which the rows of a transfer are read, and so what a cursor is made of.
 *
 * <p>An increment is read by (watermark, key): rows that share a watermark are told apart by their
 * key. A first transfer is read by the key alone: it has all rows, so the key is enough to tell
 * where it has come to, the source has an index on it as a rule, and with the watermark in front
 * all rows would have to be sorted first. Without a key the watermark is all there is; a chunk then
 * ends only where the watermark changes. A whole one is never continued and needs no order.
 *
 * @param columns what it is by; empty if it does not matter
 * @param wholeWatermarks true if rows of one watermark must stay together in one chunk
 */
public record RowOrder(List<CopyColumn> columns, boolean wholeWatermarks) {

  /** Copies the list. */
  public RowOrder {
    columns = List.copyOf(columns);
  }

  /** The order for a transfer of that kind. */
  public static RowOrder of(TransferKind kind, CopyShape shape) {
    boolean keyless = shape.key().isEmpty();
    return switch (kind) {
      case WHOLE -> new RowOrder(List.of(), false);
      case FIRST -> new RowOrder(keyless ? shape.watermarkAndKey() : shape.scan(), keyless);
      case INCREMENT -> new RowOrder(shape.watermarkAndKey(), keyless);
    };
  }
}
