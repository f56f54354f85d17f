package io.tidemark.postgres;

import java.nio.charset.StandardCharsets;

/**
 * A name in the database, as it is (not yet quoted).
 *
 * <p>This is the only place where identifiers are quoted.
 *
 * @param name the exact name, in the case in which the catalog holds it
 */
public record Identifier(String name) {

  /** PostgreSQL cuts longer names off in silence (NAMEDATALEN - 1). */
  public static final int MAX_BYTES = 63;

  /**
   * @throws IllegalArgumentException if the name is empty or holds a NUL, which PostgreSQL can't
   *     keep
   */
  public Identifier {
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("not a name PostgreSQL can hold: '" + name + "'");
    }
  }

  /** The name as SQL: always in double quotes, so that case, blanks and quotes survive. */
  public String sql() {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** The name's length as PostgreSQL counts it, in bytes of UTF-8. */
  public int bytes() {
    return name.getBytes(StandardCharsets.UTF_8).length;
  }

  /** True if PostgreSQL would cut the name off. */
  public boolean tooLong() {
    return bytes() > MAX_BYTES;
  }

  /**
   * The name with a suffix, cut so that both fit in {@value #MAX_BYTES} bytes. Two names cut to the
   * same text would meet, so the cut one carries eight hexadecimal digits of the whole name.
   */
  public Identifier withSuffix(String suffix) {
    Identifier whole = new Identifier(name + suffix);
    if (!whole.tooLong()) {
      return whole;
    }
    String digest = Digest.hex(name, 8);
    int room = MAX_BYTES - suffix.length() - digest.length() - 1;
    return new Identifier(head(room) + "_" + digest + suffix);
  }

  /** The name as the catalog holds it: of a long one as many whole characters as fit. */
  public String stored() {
    return tooLong() ? head(MAX_BYTES) : name;
  }

  private String head(int room) {
    StringBuilder head = new StringBuilder();
    int used = 0;
    for (int codePoint : name.codePoints().toArray()) {
      int width = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8).length;
      if (used + width > room) {
        break;
      }
      head.appendCodePoint(codePoint);
      used += width;
    }
    return head.toString();
  }

  @Override
  public String toString() {
    return sql();
  }
}
