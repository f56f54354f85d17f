package io.tidemark.cli;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What a command's options say, by dbt's names of flags. */
final class FlagValues {

  /** Where our name of a command is not dbt's. */
  private static final Map<String, String> DBT_NAMES = Map.of("restart", "retry", "ls", "list");

  private FlagValues() {}

  /** The flags of a command that has been read: {@code FULL_REFRESH}, {@code WHICH} and so on. */
  static Map<String, @Nullable Object> of(CommandSpec command) {
    Map<String, @Nullable Object> flags = new LinkedHashMap<>();
    flags.put("FULL_REFRESH", false);
    flags.put("STORE_FAILURES", false);
    flags.put("INDIRECT_SELECTION", "eager");
    for (OptionSpec option : command.options()) {
      if (!option.usageHelp() && !option.versionHelp()) {
        Object value = plain(option.getValue());
        String name = DbtEnvironment.variable(DbtEnvironment.name(option)).substring(4);
        if (value != null || !flags.containsKey(name)) {
          flags.put(name, value);
        }
      }
    }
    flags.put("VARS", VarsOption.parse((String) flags.get("VARS")));
    flags.put("WHICH", which(command));
    flags.put("INVOCATION_COMMAND", invocation(command));
    return flags;
  }

  /** The command by dbt's name. */
  static String which(CommandSpec command) {
    return DBT_NAMES.getOrDefault(command.name(), command.name());
  }

  /** The command line as dbt would have been called. */
  private static String invocation(CommandSpec command) {
    CommandLine line = command.root().commandLine();
    ParseResult parsed = line == null ? null : line.getParseResult();
    return parsed == null ? "dbt" : "dbt " + String.join(" ", parsed.originalArgs());
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Enum<?> word) {
      return word.name().toLowerCase(Locale.ROOT);
    }
    if (value instanceof Collection<?> items) {
      return List.copyOf(items);
    }
    return value instanceof Boolean || value instanceof Number || value == null
        ? value
        : value instanceof Path path ? path.toString() : String.valueOf(value);
  }
}
