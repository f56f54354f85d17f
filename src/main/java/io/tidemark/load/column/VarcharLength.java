package io.tidemark.load.column;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The length of a character type, read from the name that the catalog gives it. */
final class VarcharLength {

  private static final Pattern VARCHAR = Pattern.compile("character varying(?:\\((\\d+)\\))?");

  private VarcharLength() {}

  /**
   * The most characters that the type holds; {@link Integer#MAX_VALUE} if it has no limit, -1 if it
   * is not a varchar.
   */
  static int of(String type) {
    Matcher varchar = VARCHAR.matcher(type);
    if (!varchar.matches()) {
      return -1;
    }
    String length = varchar.group(1);
    return length == null ? Integer.MAX_VALUE : Integer.parseInt(length);
  }
}
