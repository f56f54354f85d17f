package io.tidemark.template;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code flags} and {@code invocation_args_dict}: all that dbt has, as far as nothing is said. */
final class FlagValues {

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

  private FlagValues() {}

  /** What is said, and dbt's defaults for the rest. */
  static Map<String, @Nullable Object> complete(Map<String, @Nullable Object> said) {
    Map<String, @Nullable Object> flags = new LinkedHashMap<>(DEFAULTS);
    flags.put("WARN_ERROR_OPTIONS", new LinkedHashMap<Object, Object>());
    flags.put("WHICH", "run");
    flags.putAll(said);
    return flags;
  }

  /** The same by the names that the command line has. */
  static Map<String, @Nullable Object> arguments(Map<String, @Nullable Object> said) {
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    complete(said).forEach((name, value) -> arguments.put(name.toLowerCase(Locale.ROOT), value));
    return arguments;
  }
}
