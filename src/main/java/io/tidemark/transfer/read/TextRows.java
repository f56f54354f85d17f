package io.tidemark.transfer.read;

import io.tidemark.postgres.SqlText;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * COPY's text format: a line a row, a tab between fields. A tab or a line's end in a value is
 * written with a backslash, so neither byte stands for anything else; NULL has bytes of its own.
 */
public record TextRows() implements RowFormat {

  private static final byte[] NOTHING = {};

  @Override
  public SqlText copyName() {
    return new SqlText("text");
  }

  @Override
  public int rowStart(byte[] message, boolean first) {
    return message.length == 0 ? -1 : 0;
  }

  @Override
  public List<byte @Nullable []> fields(byte[] row, int start, int end, List<Integer> columns) {
    List<byte[]> all = new ArrayList<>();
    int from = start;
    for (int i = start; i < end; i++) {
      if (row[i] == '\t' || row[i] == '\n') {
        if (row[i] == '\n' && i != end - 1) {
          throw new IllegalStateException("the server's COPY sends more than a row at a time");
        }
        all.add(Arrays.copyOfRange(row, from, i));
        from = i + 1;
      }
    }
    List<byte @Nullable []> fields = new ArrayList<>(columns.size());
    columns.forEach(column -> fields.add(all.get(column)));
    return fields;
  }

  @Override
  public byte[] header() {
    return NOTHING;
  }

  @Override
  public byte[] trailer() {
    return NOTHING;
  }

  @Override
  public byte[] row(List<byte @Nullable []> fields) {
    ByteArrayOutputStream row = new ByteArrayOutputStream();
    for (int i = 0; i < fields.size(); i++) {
      if (i > 0) {
        row.write('\t');
      }
      byte[] field = fields.get(i);
      if (field != null) {
        row.writeBytes(field);
      }
    }
    row.write('\n');
    return row.toByteArray();
  }
}
