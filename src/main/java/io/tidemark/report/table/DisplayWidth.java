package io.tidemark.report.table;

/**
 * How many columns of a terminal a text takes: Chinese, Japanese and Korean characters and emoji
 * take two, combining marks none.
 *
 * <p>The wide ranges are those of Unicode's East Asian Width W and F, joined where only unassigned
 * characters lie between.
 */
public final class DisplayWidth {

  /** What stands for the part that was cut off. */
  public static final String ELLIPSIS = "…";

  private static final int[][] WIDE = {
    {0x1100, 0x115F},
    {0x231A, 0x231B},
    {0x2329, 0x232A},
    {0x23E9, 0x23EC},
    {0x2705, 0x2705},
    {0x2753, 0x2755},
    {0x2E80, 0x303E},
    {0x3041, 0x4DBF},
    {0x4E00, 0xA4CF},
    {0xA960, 0xA97F},
    {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},
    {0xFE10, 0xFE19},
    {0xFE30, 0xFE6F},
    {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6},
    {0x16FE0, 0x18CFF},
    {0x1B000, 0x1B2FF},
    {0x1F300, 0x1F64F},
    {0x1F680, 0x1F6FF},
    {0x1F7E0, 0x1F7EB},
    {0x1F900, 0x1FAFF},
    {0x20000, 0x3FFFD},
  };

  private DisplayWidth() {}

  /** The width of a text in columns. */
  public static int of(String text) {
    return text.codePoints().map(DisplayWidth::of).sum();
  }

  /** The text, or where it is wider than {@code width} its beginning with an ellipsis. */
  public static String cut(String text, int width) {
    if (of(text) <= width) {
      return text;
    }
    StringBuilder cut = new StringBuilder();
    int free = width - of(ELLIPSIS);
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      free -= of(character);
      if (free < 0) {
        break;
      }
      cut.appendCodePoint(character);
      i += Character.charCount(character);
    }
    return cut + ELLIPSIS;
  }

  private static int of(int character) {
    if (character < 0x300) {
      return 1;
    }
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(character) ? 2 : 1;
    };
  }

  private static boolean isWide(int character) {
    for (int[] range : WIDE) {
      if (character <= range[1]) {
        return character >= range[0];
      }
    }
    return false;
  }
}
