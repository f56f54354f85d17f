package io.tidemark.transfer.column;

import io.tidemark.postgres.Digest;
import io.tidemark.transfer.read.BinaryRows;
import io.tidemark.transfer.read.RowFormat;
import io.tidemark.transfer.read.TextRows;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is copied: the columns in the order in which they travel.
 *
 * @param columns all of them
 * @param key those that tell rows apart, as the user has them; empty if there is no key
 * @param scan the same in the order of the source's index on them, where it has one
 * @param watermark the one that grows whenever a row changes, or null
 */
public record CopyShape(
    List<CopyColumn> columns,
    List<CopyColumn> key,
    List<CopyColumn> scan,
    @Nullable CopyColumn watermark) {

  /** Copies the lists. */
  public CopyShape {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    scan = List.copyOf(scan);
  }

  /** The format in which rows pass: as bytes that both servers read alike, else as text. */
  public RowFormat format() {
    return format(columns);
  }

  /** The same for rows of the key alone. */
  public RowFormat keyFormat() {
    return format(key);
  }

  private static RowFormat format(List<CopyColumn> columns) {
    return columns.stream().anyMatch(CopyColumn::textOnly) ? new TextRows() : new BinaryRows();
  }

  /** Tells these columns and types from others. */
  public String hash() {
    return Digest.hex(
        columns.stream()
            .map(column -> column.name() + " " + column.source().declared() + " " + column.type())
            .collect(Collectors.joining("\n", names(scan) + "\n", "")),
        32);
  }

  private static String names(List<CopyColumn> columns) {
    return columns.stream().map(CopyColumn::name).collect(Collectors.joining(", "));
  }

  /** The watermark and what of the key is not the watermark: the order of an increment. */
  public List<CopyColumn> watermarkAndKey() {
    List<CopyColumn> order = new ArrayList<>();
    Stream.concat(Stream.ofNullable(watermark), key.stream())
        .filter(column -> !order.contains(column))
        .forEach(order::add);
    return order;
  }

  /** Where columns are in a row, counted from 0. */
  public List<Integer> positions(List<CopyColumn> some) {
    return some.stream().map(columns::indexOf).toList();
  }

  /** The same with these columns, which may have got other types. */
  CopyShape with(List<CopyColumn> others) {
    return new CopyShape(
        others,
        key.stream().map(column -> same(others, column)).toList(),
        scan.stream().map(column -> same(others, column)).toList(),
        watermark == null ? null : same(others, watermark));
  }

  private static CopyColumn same(List<CopyColumn> others, CopyColumn column) {
    return others.stream()
        .filter(other -> other.name().equals(column.name()))
        .findFirst()
        .orElse(column);
  }
}
