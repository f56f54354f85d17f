package io.tidemark.report.console;

import java.util.Locale;
import java.util.Optional;

/** How much a line matters, by dbt's names, the least first. */
public enum LogLevel {
  /** For finding out what happened. */
  DEBUG,
  /** What a person wants to see of a run that goes well. */
  INFO,
  /** Something that should be looked at. */
  WARN,
  /** Something failed. */
  ERROR,
  /** As a threshold: no lines at all. No line has this level. */
  NONE;

  /** dbt's name: {@code debug}, {@code info}, {@code warn}, {@code error}, {@code none}. */
  public String dbtName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The level of a name, in whatever case; empty where there is none. */
  public static Optional<LogLevel> of(String name) {
    for (LogLevel level : values()) {
      if (level.name().equalsIgnoreCase(name)) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }

  /** Whether a line of this level is shown where {@code threshold} is the least that is. */
  public boolean reaches(LogLevel threshold) {
    return compareTo(threshold) >= 0;
  }
}
