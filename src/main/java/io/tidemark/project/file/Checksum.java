package io.tidemark.project.file;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file's checksum as dbt's manifest has it.
 *
 * @param name {@code sha256}, or {@code path} for a seed over 1 MiB, whose contents dbt does not
 *     hash
 * @param value the digest in lower-case hexadecimal, or the path
 */
public record Checksum(String name, String value) {

  /** The checksum of a file's UTF-8 bytes: a byte order mark counts, as in dbt. */
  static Checksum ofBytes(byte[] contents) {
    return ofContents(new String(contents, StandardCharsets.UTF_8));
  }

  /** The checksum of a text without the white space around it, as dbt computes it. */
  public static Checksum ofContents(String text) {
    byte[] stripped = strip(text).getBytes(StandardCharsets.UTF_8);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(stripped);
      return new Checksum("sha256", HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  /** The checksum of a file that is too large to hash. */
  public static Checksum ofPath(String path) {
    return new Checksum("path", path);
  }

  private static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** White space as Python's {@code str.strip} sees it: Java leaves four characters out. */
  private static boolean isSpace(char c) {
    return Character.isWhitespace(c)
        || c == '\u0085'
        || c == '\u00a0'
        || c == '\u2007'
        || c == '\u202f';
  }
}
