package io.tidemark.report.console;

/**
 * The part of a message that is coloured where colours are on.
 *
 * @param from its first character
 * @param to the character after it
 * @param color its colour
 */
public record Highlight(int from, int to, Color color) {

  /** Checks that it is a range. */
  public Highlight {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("no characters from " + from + " to " + to);
    }
  }

  /** A message as a whole. */
  public static Highlight whole(String message, Color color) {
    return new Highlight(0, message.length(), color);
  }

  String applyTo(String message) {
    int end = Math.min(to, message.length());
    int start = Math.min(from, end);
    return message.substring(0, start)
        + color.paint(message.substring(start, end))
        + message.substring(end);
  }
}
