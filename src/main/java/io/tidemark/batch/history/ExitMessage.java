package io.tidemark.batch.history;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a person wants of {@code EXIT_MESSAGE}: Spring Batch keeps a stack trace there. */
final class ExitMessage {

  private static final Pattern CLASS = Pattern.compile("^(?:[a-z_$][\\w$]*\\.)+[A-Z][\\w$]*: ");

  private ExitMessage() {}

  /** The message alone; several lines where it has them. */
  static String of(@Nullable String kept) {
    if (kept == null) {
      return "";
    }
    String lines =
        kept.lines()
            .takeWhile(line -> !line.startsWith("\tat ") && !line.startsWith("Caused by: "))
            .collect(Collectors.joining("\n"));
    return CLASS.matcher(lines).replaceFirst("").strip();
  }
}
