package io.tidemark.template;

import io.tidemark.project.problem.WarningKind;

/** Where {@code log()}, {@code print()} and {@code exceptions.warn()} go. Thread-safe. */
public interface TemplateLog {

  /** {@code log(msg, info)}: into the log file, and if {@code info} to the console too. */
  void log(String message, boolean info);

  /** {@code print(msg)}: to standard output. */
  void print(String message);

  /** {@code exceptions.warn(msg)}. */
  void warn(String message);

  /** A template uses what dbt is about to give up; nobody is told unless somebody listens. */
  default void deprecated(WarningKind kind, String message) {}

  /** Says nothing. */
  static TemplateLog silent() {
    return new TemplateLog() {
      @Override
      public void log(String message, boolean info) {}

      @Override
      public void print(String message) {}

      @Override
      public void warn(String message) {}
    };
  }
}
