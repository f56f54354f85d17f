package io.tidemark.report.console;

/** The colours that dbt gives a status. */
public enum Color {
  /** It went well. */
  GREEN(32),
  /** It was not done, or should be looked at. */
  YELLOW(33),
  /** It failed. */
  RED(31);

  private static final String ESCAPE = "\u001b[";

  private final int code;

  Color(int code) {
    this.code = code;
  }

  /** The text between the escape sequences that begin and end the colour. */
  public String paint(String text) {
    return ESCAPE + code + "m" + text + ESCAPE + "0m";
  }
}
