package io.tidemark.schedule.export;

/**
 * Words for the command of a crontab line: a shell reads them, and before it cron, to which a
 * percent sign ends the command. This is the only place where they are quoted.
 */
final class CrontabText {

  private CrontabText() {}

  /** The word, quoted for the shell and then for cron. It must have no line break. */
  static String quoted(String word) {
    // cron takes the backslash away, also inside the shell's quotes.
    return ShellText.quoted(word).replace("%", "\\%");
  }
}
