package io.tidemark.report.console;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the output can show.
 *
 * @param colors whether escape sequences for colours are written
 * @param movable whether the cursor can be moved, so that a line can be redrawn
 * @param width how many characters fit into a line
 */
public record Terminal(boolean colors, boolean movable, int width) {

  private static final int USUAL_WIDTH = 80;
  private static final int LEAST_WIDTH = 20;

  /** A file or a pipe: plain text. */
  public static final Terminal NONE = new Terminal(false, false, USUAL_WIDTH);

  /**
   * Decides. A flag has the first word, then {@code DBT_USE_COLORS}, then {@code NO_COLOR} (see
   * no-color.org), then whether it is a terminal that knows colours.
   *
   * @param isTerminal whether a person sees the output, see {@link #attached}
   * @param useColors {@code --use-colors} or {@code --no-use-colors}; null: neither
   */
  public static Terminal of(
      boolean isTerminal, @Nullable Boolean useColors, Map<String, String> environment) {
    boolean capable = isTerminal && !"dumb".equals(environment.get("TERM"));
    return new Terminal(colors(capable, useColors, environment), capable, width(environment));
  }

  private static boolean colors(
      boolean capable, @Nullable Boolean useColors, Map<String, String> environment) {
    if (useColors != null) {
      return useColors;
    }
    String dbt = environment.getOrDefault("DBT_USE_COLORS", "").toLowerCase(Locale.ROOT);
    if (!dbt.isBlank()) {
      return switch (dbt) {
        case "0", "false", "f", "no", "n", "off" -> false;
        default -> true;
      };
    }
    return capable && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  private static int width(Map<String, String> environment) {
    String columns = environment.getOrDefault("COLUMNS", "");
    return columns.matches("\\d{1,5}")
        ? Math.max(LEAST_WIDTH, Integer.parseInt(columns))
        : USUAL_WIDTH;
  }

  /**
   * Whether the process's output is a terminal. The launcher says so in {@code TIDEMARK_TERMINAL}
   * (1 or 0); without it, whether input and output are one, which is as far as Java can tell.
   */
  public static boolean attached(Map<String, String> environment) {
    return switch (environment.getOrDefault("TIDEMARK_TERMINAL", "")) {
      case "1" -> true;
      case "0" -> false;
      default -> hasConsole();
    };
  }

  @SuppressWarnings("SystemConsoleNull") // Both answers are taken into account.
  private static boolean hasConsole() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // From JDK 22 on there is a console even where there is no terminal, and a method that tells.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException olderJava) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException unknown) {
      return false;
    }
  }
}
