package io.tidemark.transfer.read;

import io.tidemark.postgres.CopyBytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one chunk, as they come. To be written once, by the thread that reads. */
public final class RowStream {

  private final ReadAhead reader;
  private final RowFormat format;
  private @Nullable Block next;
  private List<byte @Nullable []> last = List.of();
  private long rows;
  private long bytes;

  RowStream(ReadAhead reader, RowFormat format, Block first) {
    this.reader = reader;
    this.format = format;
    this.next = first;
  }

  /**
   * Writes all of them, with what the format wants before and after them, and waits for those that
   * have not been read yet.
   *
   * @throws SourceFailedException if they can't be read
   * @throws io.tidemark.postgres.StatementException if they can't be written
   */
  public void writeTo(CopyBytes copy) {
    byte[] header = format.header();
    copy.write(header, 0, header.length);
    Block block = next;
    while (block != null) {
      copy.write(block.bytes(), block.offset(), block.length());
      rows += block.rows();
      bytes += block.length();
      last = block.last();
      reader.release(block);
      block = block.endsChunk() ? null : following();
    }
    next = null;
    byte[] trailer = format.trailer();
    copy.write(trailer, 0, trailer.length);
  }

  private Block following() {
    Block block = reader.take();
    if (block == null) {
      throw new IllegalStateException("the rows end in the middle of a chunk");
    }
    return block;
  }

  /** How many rows were written. */
  public long rows() {
    return rows;
  }

  /** How many bytes they had. */
  public long bytes() {
    return bytes;
  }

  /** The raw fields of the order's columns of the last row that was written. */
  public List<byte @Nullable []> last() {
    return last;
  }
}
