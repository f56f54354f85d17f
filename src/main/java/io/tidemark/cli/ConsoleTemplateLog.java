package io.tidemark.cli;

import io.tidemark.project.problem.WarningKind;
import io.tidemark.report.console.Console;
import io.tidemark.report.console.LogEvent;
import io.tidemark.report.console.LogLevel;
import io.tidemark.template.TemplateLog;
import java.util.Map;

/**
 * What templates say, on the console.
 *
 * @param console where
 * @param printing whether print() prints, by {@code --print}
 */
record ConsoleTemplateLog(Console console, boolean printing) implements TemplateLog {

  @Override
  public void log(String message, boolean info) {
    console.log(
        info
            ? LogEvent.of("JinjaLogInfo", "I062", LogLevel.INFO, message)
            : LogEvent.of("JinjaLogDebug", "I063", LogLevel.DEBUG, message));
  }

  @Override
  public void print(String message) {
    if (printing) {
      console.print(message);
    }
  }

  @Override
  public void warn(String message) {
    console.warn("JinjaLogWarning", "I061", message);
  }

  @Override
  public void deprecated(WarningKind kind, String message) {
    console.deprecated(kind, message, Map.of());
  }
}
