package io.tidemark.cli;

import io.tidemark.report.console.Console;
import io.tidemark.template.TemplateLog;

/**
 * What templates say, on the console.
 *
 * @param console where
 * @param printing whether print() prints, by {@code --print}
 */
record ConsoleTemplateLog(Console console, boolean printing) implements TemplateLog {

  @Override
  public void log(String message, boolean info) {
    if (info) {
      console.info(message);
    } else {
      console.debug(message);
    }
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
}
