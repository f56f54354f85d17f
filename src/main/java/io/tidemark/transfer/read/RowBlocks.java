package io.tidemark.transfer.read;

import io.tidemark.postgres.CopyRows;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts the rows of a COPY into blocks, and tells where a chunk ends. Of a row nothing is looked at
 * but its length; of a block's last row also the columns of the order. For one thread.
 */
final class RowBlocks {

  private static final int BLOCK = 256 * 1024;

  private final RowFormat format;
  private final List<Integer> order;
  private final ChunkLimit limit;
  private final long largestRow;
  private final Consumer<Block> full;

  private byte[] bytes = new byte[BLOCK];
  private int used;
  private int lastStart;
  private int rows;
  private @Nullable List<byte @Nullable []> last;
  private long chunkRows;
  private long chunkBytes;

  /**
   * Blocks of rows.
   *
   * @param order where the columns of the order are in a row, counted from 0
   * @param largestRow how many bytes a row may have
   * @param full takes a block as soon as it is full or ends a chunk
   */
  RowBlocks(
      RowFormat format,
      List<Integer> order,
      ChunkLimit limit,
      long largestRow,
      Consumer<Block> full) {
    this.format = format;
    this.order = order;
    this.limit = limit;
    this.largestRow = largestRow;
    this.full = full;
  }

  /**
   * Reads all rows.
   *
   * @param room waits until there is room for one more row
   * @throws RowTooLargeException if there never is
   */
  void readAll(CopyRows copy, Runnable room) {
    boolean first = true;
    while (true) {
      room.run();
      byte[] message = next(copy);
      if (message == null) {
        break;
      }
      int start = format.rowStart(message, first);
      first = false;
      if (start >= 0) {
        add(message, start);
      }
    }
    if (chunkRows > 0) {
      hand(true);
    }
  }

  private byte @Nullable [] next(CopyRows copy) {
    try {
      byte[] message = copy.next();
      if (message != null && message.length > largestRow) {
        throw new RowTooLargeException(previous(), largestRow);
      }
      return message;
    } catch (OutOfMemoryError e) {
      throw new RowTooLargeException(previous(), largestRow);
    }
  }

  private void add(byte[] message, int start) {
    int length = message.length - start;
    boolean reached = limit.reached(chunkRows, chunkBytes);
    if (reached && (!limit.wholeWatermarks() || watermarkChanges(message, start))) {
      hand(true);
    } else if (rows > 0 && used + length > BLOCK) {
      hand(false);
    }
    chunkRows++;
    chunkBytes += length;
    if (length > BLOCK) {
      last = format.fields(message, start, message.length, order);
      full.accept(new Block(message, start, length, 1, last, false));
      return;
    }
    System.arraycopy(message, start, bytes, used, length);
    lastStart = used;
    used += length;
    rows++;
    if (!limit.wholeWatermarks() && limit.reached(chunkRows, chunkBytes)) {
      hand(true);
    }
  }

  private boolean watermarkChanges(byte[] message, int start) {
    List<byte @Nullable []> before = previous();
    byte[] now = format.fields(message, start, message.length, order).get(0);
    return before == null || !Arrays.equals(before.get(0), now);
  }

  /** The order's columns of the row before, if there is one. */
  private @Nullable List<byte @Nullable []> previous() {
    return rows > 0 ? format.fields(bytes, lastStart, used, order) : last;
  }

  private void hand(boolean endsChunk) {
    List<byte @Nullable []> reached = previous();
    if (reached == null) {
      throw new IllegalStateException("a chunk ends before its first row");
    }
    last = reached;
    // Who counts what is held counts rows: small chunks must not each hold a block's room.
    boolean small = used <= BLOCK / 2;
    full.accept(
        new Block(small ? Arrays.copyOf(bytes, used) : bytes, 0, used, rows, reached, endsChunk));
    bytes = small ? bytes : new byte[BLOCK];
    used = 0;
    rows = 0;
    if (endsChunk) {
      chunkRows = 0;
      chunkBytes = 0;
    }
  }
}
