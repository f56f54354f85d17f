package io.tidemark.report.console;

/** How lines are written. */
public enum LogForm {
  /** For people: time and message. */
  TEXT,
  /** For people who look for a fault: level and thread too. */
  DEBUG,
  /** One object a line, in dbt's shape. */
  JSON
}
