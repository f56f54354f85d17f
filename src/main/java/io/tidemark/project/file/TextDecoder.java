package io.tidemark.project.file;

import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.SourceText;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decodes a file that must be UTF-8, and says where it is not. */
public final class TextDecoder {

  private static final char REPLACEMENT = '\uFFFD';

  private TextDecoder() {}

  /** The text; null where it is not UTF-8, and then with a problem. */
  public static @Nullable SourceText decode(byte[] bytes, String file, Problems problems) {
    return decode(bytes, text -> SourceText.of(file, text), problems);
  }

  /**
   * The text of a file that holds passwords; null where it is not UTF-8, and then with a problem.
   */
  public static @Nullable SourceText decodeWithSecrets(
      byte[] bytes, String file, Problems problems) {
    return decode(bytes, text -> SourceText.withSecrets(file, text), problems);
  }

  private static @Nullable SourceText decode(
      byte[] bytes, Function<String, SourceText> source, Problems problems) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    // The lenient decoding is fast; only a text with a replacement character needs a closer look.
    int invalidAt = text.indexOf(REPLACEMENT) < 0 ? -1 : firstInvalid(bytes);
    SourceText decoded = source.apply(text);
    String file = decoded.file();
    if (invalidAt < 0) {
      int nul = text.indexOf('\0');
      if (nul < 0) {
        return decoded;
      }
      problems.add(
          Problem.of("The file %s is no text".formatted(file))
              .at(decoded.atOffset(nul))
              .found("Found a NUL character, which PostgreSQL takes in no text.")
              .next("Save it as UTF-8, or remove this character."));
      return null;
    }
    if (invalidAt == 0 && isUtf16(bytes)) {
      problems.add(
          Problem.of("The file %s is UTF-16, not UTF-8".formatted(file)).next("Save it as UTF-8."));
      return null;
    }
    String before = new String(bytes, 0, invalidAt, StandardCharsets.UTF_8);
    problems.add(
        Problem.of("The file %s is not UTF-8".formatted(file))
            .at(decoded.atOffset(before.length()))
            // The byte may be part of a password.
            .found(
                decoded.holdsSecrets()
                    ? null
                    : "Found the byte 0x%02X.".formatted(bytes[invalidAt] & 0xFF))
            .next("Save it as UTF-8, or replace this character."));
    return null;
  }

  private static int firstInvalid(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer input = ByteBuffer.wrap(bytes);
    return decoder.decode(input, CharBuffer.allocate(bytes.length), true).isError()
        ? input.position()
        : -1;
  }

  private static boolean isUtf16(byte[] bytes) {
    return bytes.length > 1
        && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)
            || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF));
  }
}
