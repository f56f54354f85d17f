package io.tidemark.cli;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What a command's options say, by dbt's names of flags. */
final class FlagValues {

  /** Options that dbt doesn't have, of commands that it has. */
  private static final Set<String> OURS =
      Set.of(
          "--date",
          "--job",
          "--lock-timeout",
          "--no-color",
          "--param",
          "--skip-if-running",
          "--strict");

  /** Options that all our commands take, and of dbt's only these. */
  private static final Map<String, Set<String>> OF_SOME =
      Map.of(
          "--empty", Set.of("build", "run", "compile", "snapshot"),
          "--export-saved-queries", Set.of("build"),
          "--include-saved-query", Set.of("build"),
          "--inject-ephemeral-ctes", Set.of("compile"),
          "--sqlparse",
              Set.of(
                  "build",
                  "run",
                  "test",
                  "seed",
                  "snapshot",
                  "compile",
                  "show",
                  "generate",
                  "freshness"));

  /** Where dbt's flag isn't named as its option is. */
  private static final Map<String, String> NAMES =
      Map.of("RESOURCE_TYPE", "RESOURCE_TYPES", "EXCLUDE_RESOURCE_TYPE", "EXCLUDE_RESOURCE_TYPES");

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
      if (!option.usageHelp() && !option.versionHelp() && ofDbt(option, which(command))) {
        Object value = plain(option.getValue());
        String written = DbtEnvironment.variable(DbtEnvironment.name(option)).substring(4);
        String name = NAMES.getOrDefault(written, written);
        if (value != null || !flags.containsKey(name)) {
          flags.put(name, value);
        }
      }
    }
    flags.put("VARS", VarsOption.plain((String) flags.get("VARS")));
    if (flags.get("ARGS") instanceof String arguments) {
      flags.put("ARGS", MacroCall.arguments(arguments));
    }
    command.positionalParameters().stream()
        .filter(one -> one.paramLabel().equals("MACRO"))
        .forEach(one -> flags.put("MACRO", one.getValue()));
    flags.put(
        "WARN_ERROR_OPTIONS",
        WarningOptions.of((String) flags.get("WARN_ERROR_OPTIONS")).written());
    if (flags.containsKey("SQLPARSE")) {
      Map<String, @Nullable Object> limits = new LinkedHashMap<>();
      limits.put("MAX_GROUPING_DEPTH", null);
      limits.put("MAX_GROUPING_TOKENS", null);
      limits.putAll(VarsOption.parse((String) flags.get("SQLPARSE")));
      flags.put("SQLPARSE", limits);
    }
    flags.put("STRICT_MODE", false);
    flags.computeIfAbsent("USE_COLORS", name -> true);
    flags.computeIfAbsent("LOG_FORMAT_FILE", name -> "debug");
    flags.put("WHICH", which(command));
    flags.put("INVOCATION_COMMAND", invocation(command));
    return flags;
  }

  private static boolean ofDbt(OptionSpec option, String which) {
    String name = DbtEnvironment.name(option);
    return !OURS.contains(name) && OF_SOME.getOrDefault(name, Set.of(which)).contains(which);
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
