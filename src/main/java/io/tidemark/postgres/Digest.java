package io.tidemark.postgres;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Short fingerprints of texts, for names that must be told apart and SQL that must be recognised.
 */
public final class Digest {

  private Digest() {}

  /**
   * The first digits of the SHA-256 of a text's UTF-8 bytes.
   *
   * @param digits how many hexadecimal digits, at most 64
   */
  public static String hex(String text, int digits) {
    return HexFormat.of().formatHex(sha256(text)).substring(0, digits);
  }

  /** The first eight bytes of the SHA-256 of a text, as a key for an advisory lock. */
  public static long lockKey(String text) {
    byte[] bytes = sha256(text);
    long key = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      key = (key << 8) | (bytes[i] & 0xFF);
    }
    return key;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
