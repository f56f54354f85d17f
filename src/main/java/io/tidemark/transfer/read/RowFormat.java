package io.tidemark.transfer.read;

import io.tidemark.postgres.SqlText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of COPY's formats, as far as rows that only pass through have to be understood. Immutable.
 *
 * <p>A field's raw bytes are what stands in the row for it; null is NULL in a format that has no
 * bytes for it.
 */
public sealed interface RowFormat permits BinaryRows, TextRows {

  /** Its name in a COPY statement. */
  SqlText copyName();

  /**
   * Where the row begins in what the server has sent: after the header, where that has one.
   *
   * @param first true for the first message of a COPY
   * @return -1 if there is no row in it, only the end
   */
  int rowStart(byte[] message, boolean first);

  /**
   * The raw fields of a row.
   *
   * @param row holds the row
   * @param start where it begins
   * @param end after its last byte
   * @param columns which fields are wanted, counted from 0
   * @throws IllegalStateException if that is no row
   */
  List<byte @Nullable []> fields(byte[] row, int start, int end, List<Integer> columns);

  /** What comes before the first row. */
  byte[] header();

  /** What comes after the last row. */
  byte[] trailer();

  /** A row of raw fields. */
  byte[] row(List<byte @Nullable []> fields);
}
