package io.tidemark.transfer.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Of a row that passes through, only the fields of the cursor are read. */
class RowFormatTest {

  private static final BinaryRows BINARY = new BinaryRows();
  private static final TextRows TEXT = new TextRows();

  private static List<byte @Nullable []> fields(@Nullable String... texts) {
    List<byte @Nullable []> fields = new ArrayList<>();
    for (String text : texts) {
      fields.add(text == null ? null : text.getBytes(UTF_8));
    }
    return fields;
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }

  @Test
  void binaryFieldsAreFoundByTheirLengths() {
    byte[] row = BINARY.row(fields("one", null, "", "four\n\t\0"));
    byte[] message = joined(BINARY.header(), row);

    int start = BINARY.rowStart(message, true);

    assertThat(start).isEqualTo(19);
    assertThat(BINARY.fields(message, start, message.length, List.of(3, 0, 1, 2)))
        .containsExactlyElementsOf(fields("four\n\t\0", "one", null, ""));
  }

  @Test
  void theEndOfBinaryRowsIsNoRow() {
    assertThat(BINARY.rowStart(BINARY.trailer(), false)).isEqualTo(-1);
    assertThat(BINARY.rowStart(joined(BINARY.header(), BINARY.trailer()), true)).isEqualTo(-1);
    assertThat(BINARY.rowStart(BINARY.header(), true)).isEqualTo(-1);
  }

  @Test
  void textFieldsAreBetweenTabs() {
    byte[] row = "a\\tb\t\\N\t\tü\n".getBytes(UTF_8);

    assertThat(TEXT.fields(row, 0, row.length, List.of(1, 0, 3, 2)))
        .containsExactlyElementsOf(fields("\\N", "a\\tb", "ü", ""));
    assertThat(TEXT.row(fields("a\\tb", "\\N", "", "ü"))).isEqualTo(row);
  }

  @Test
  void severalRowsInOneMessageAreNotTakenForOne() {
    byte[] row = BINARY.row(fields("x"));
    byte[] two = joined(row, row);
    byte[] lines = "a\nb\n".getBytes(UTF_8);

    assertThatThrownBy(() -> BINARY.fields(two, 0, two.length, List.of(0)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> TEXT.fields(lines, 0, lines.length, List.of(0)))
        .isInstanceOf(IllegalStateException.class);
  }
}
