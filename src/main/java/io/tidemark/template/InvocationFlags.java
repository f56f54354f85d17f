package io.tidemark.template;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The flags of a command, by dbt's names: {@code flags} of templates has them all, {@code
 * invocation_args_dict} and {@code run_results.json} those that say something.
 */
public final class InvocationFlags {

  /** What dbt leaves out where it is false, which it is where nobody asks for it. */
  private static final Set<String> SAID_IF_TRUE =
      Set.of(
          "debug",
          "full_refresh",
          "fail_fast",
          "warn_error",
          "single_threaded",
          "log_cache_events",
          "store_failures",
          "use_experimental_parser");

  private static final Map<String, Object> DEFAULTS =
      Map.ofEntries(
          Map.entry("CACHE_SELECTED_ONLY", false),
          Map.entry("DEBUG", false),
          Map.entry("DEFER", false),
          Map.entry("EMPTY", false),
          Map.entry("FAIL_FAST", false),
          Map.entry("FAVOR_STATE", false),
          Map.entry("FULL_REFRESH", false),
          Map.entry("INDIRECT_SELECTION", "eager"),
          Map.entry("INTROSPECT", true),
          Map.entry("LOG_CACHE_EVENTS", false),
          Map.entry("LOG_FORMAT", "default"),
          Map.entry("LOG_LEVEL", "info"),
          Map.entry("PARTIAL_PARSE", true),
          Map.entry("PRINT", true),
          Map.entry("PRINTER_WIDTH", 80L),
          Map.entry("QUIET", false),
          Map.entry("SEND_ANONYMOUS_USAGE_STATS", false),
          Map.entry("SINGLE_THREADED", false),
          Map.entry("STATIC_PARSER", true),
          Map.entry("STORE_FAILURES", false),
          Map.entry("STRICT_MODE", false),
          Map.entry("USE_COLORS", true),
          Map.entry("USE_EXPERIMENTAL_PARSER", false),
          Map.entry("VERSION_CHECK", true),
          Map.entry("WARN_ERROR", false),
          Map.entry("WRITE_JSON", true));

  private InvocationFlags() {}

  /** What is said, and dbt's defaults for the rest. */
  static Map<String, @Nullable Object> complete(Map<String, @Nullable Object> said) {
    Map<String, @Nullable Object> flags = new LinkedHashMap<>(DEFAULTS);
    flags.put("WHICH", "run");
    flags.putAll(said);
    return flags;
  }

  /**
   * The arguments of an invocation as dbt writes them: by the names of the command line, without
   * what is not said.
   *
   * @param said the flags, by their names in upper case
   */
  public static Map<String, @Nullable Object> arguments(Map<String, @Nullable Object> said) {
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    said.forEach(
        (upper, value) -> {
          String name = upper.toLowerCase(Locale.ROOT);
          boolean unsaid = Boolean.FALSE.equals(value) && SAID_IF_TRUE.contains(name);
          if (value != null && !unsaid) {
            arguments.put(name, value);
          }
        });
    return arguments;
  }
}
