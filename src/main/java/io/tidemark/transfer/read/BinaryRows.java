package io.tidemark.transfer.read;

import io.tidemark.postgres.SqlText;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * COPY's binary format (PostgreSQL's manual, "COPY", section "Binary Format"): a row is a count of
 * fields, and each field its length, -1 for NULL, and its bytes.
 */
public record BinaryRows() implements RowFormat {

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
  };
  private static final int FLAGS_AND_EXTENSION = 8;
  private static final int HEADER = SIGNATURE.length + FLAGS_AND_EXTENSION;
  private static final short END = -1;

  @Override
  public SqlText copyName() {
    return new SqlText("binary");
  }

  @Override
  public int rowStart(byte[] message, boolean first) {
    int start = first ? HEADER : 0;
    if (message.length < start + Short.BYTES) {
      // A header of its own, or nothing.
      return -1;
    }
    return ByteBuffer.wrap(message).getShort(start) == END ? -1 : start;
  }

  @Override
  public List<byte @Nullable []> fields(byte[] row, int start, int end, List<Integer> columns) {
    ByteBuffer buffer = ByteBuffer.wrap(row, start, end - start);
    int count = buffer.getShort();
    int[] starts = new int[count];
    int[] lengths = new int[count];
    for (int i = 0; i < count; i++) {
      lengths[i] = buffer.getInt();
      starts[i] = buffer.position();
      buffer.position(starts[i] + Math.max(0, lengths[i]));
    }
    if (buffer.hasRemaining()) {
      throw new IllegalStateException("the server's COPY sends more than a row at a time");
    }
    List<byte @Nullable []> fields = new ArrayList<>(columns.size());
    for (int column : columns) {
      byte @Nullable [] field = null;
      if (lengths[column] >= 0) {
        field = new byte[lengths[column]];
        System.arraycopy(row, starts[column], field, 0, field.length);
      }
      fields.add(field);
    }
    return fields;
  }

  @Override
  public byte[] header() {
    return ByteBuffer.allocate(HEADER).put(SIGNATURE).putInt(0).putInt(0).array();
  }

  @Override
  public byte[] trailer() {
    return ByteBuffer.allocate(Short.BYTES).putShort(END).array();
  }

  @Override
  public byte[] row(List<byte @Nullable []> fields) {
    int length = Short.BYTES;
    for (byte[] field : fields) {
      length += Integer.BYTES + (field == null ? 0 : field.length);
    }
    ByteBuffer row = ByteBuffer.allocate(length).putShort((short) fields.size());
    for (byte[] field : fields) {
      if (field == null) {
        row.putInt(-1);
      } else {
        row.putInt(field.length).put(field);
      }
    }
    return row.array();
  }
}
