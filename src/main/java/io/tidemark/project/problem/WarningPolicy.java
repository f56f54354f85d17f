package io.tidemark.project.problem;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which warnings are errors and which are not told, by dbt's names of events. A name goes before
 * {@code all}; "silence" goes before "warn", and that before "error". dbt's other events, which are
 * no warnings or never happen here, may be named too. Immutable.
 *
 * @param errorsAll whether "error" is {@code all}
 * @param errors the names in "error"
 * @param warnings the names in "warn"
 * @param silenced the names in "silence"
 */
public record WarningPolicy(
    boolean errorsAll, Set<String> errors, Set<String> warnings, Set<String> silenced) {

  /** The group of everything that dbt will do away with. */
  private static final String DEPRECATIONS = "Deprecations";

  private static final Set<String> ALL = Set.of("all", "*");

  /** Copies the sets. */
  public WarningPolicy {
    errors = Set.copyOf(errors);
    warnings = Set.copyOf(warnings);
    silenced = Set.copyOf(silenced);
  }

  /** Warnings are warnings. */
  public static WarningPolicy none() {
    return new WarningPolicy(false, Set.of(), Set.of(), Set.of());
  }

  /** Each is an error. */
  public static WarningPolicy all() {
    return new WarningPolicy(true, Set.of(), Set.of(), Set.of());
  }

  /**
   * As it is written: a mapping with "error" (or {@code include}), "warn" (or {@code exclude}) and
   * "silence".
   *
   * @param written null for nothing
   * @throws ProjectException if it is not that
   */
  public static WarningPolicy of(@Nullable Object written) {
    if (written == null) {
      return none();
    }
    if (!(written instanceof Map<?, ?> mapping)) {
      throw wrong("It must be a mapping of error, warn and silence.");
    }
    for (Object key : mapping.keySet()) {
      if (!Set.of("error", "include", "warn", "exclude", "silence").contains(key)) {
        throw wrong("Found the key \"" + key + "\". Allowed: error, warn, silence.");
      }
    }
    Object error = either(mapping, "error", "include");
    boolean all = error instanceof String text && ALL.contains(text);
    if (error instanceof String text && !all) {
      throw wrong("Found error: " + text + ". Allowed: all, or a list of events.");
    }
    Set<String> errors = all ? Set.of() : names(error);
    Set<String> warnings = names(either(mapping, "warn", "exclude"));
    Set<String> silenced = names(mapping.get("silence"));
    if (!warnings.isEmpty()
        && !all
        && !errors.contains(DEPRECATIONS)
        && !silenced.contains(DEPRECATIONS)) {
      throw wrong("\"warn\" says what is left out of \"error: all\", and that is not there.");
    }
    return new WarningPolicy(all, errors, warnings, silenced);
  }

  /** The three lists by their names, "error" perhaps {@code all}. */
  public Map<String, Object> written() {
    return Map.of(
        "error",
        errorsAll ? "all" : errors.stream().sorted().toList(),
        "warn",
        warnings.stream().sorted().toList(),
        "silence",
        silenced.stream().sorted().toList());
  }

  /** Whether a warning of this name ends the command. */
  public boolean isError(String event) {
    boolean elsewhere = warnings.contains(event) || silenced.contains(event);
    if (errors.contains(event) || (deprecated(event) && errors.contains(DEPRECATIONS))) {
      return !elsewhere;
    }
    boolean groupElsewhere =
        deprecated(event) && (warnings.contains(DEPRECATIONS) || silenced.contains(DEPRECATIONS));
    return errorsAll && !elsewhere && !groupElsewhere;
  }

  /** Whether a warning of this name is not told. */
  public boolean isSilenced(String event) {
    return silenced.contains(event)
        || (deprecated(event)
            && silenced.contains(DEPRECATIONS)
            && !errors.contains(event)
            && !warnings.contains(event));
  }

  private static boolean deprecated(String event) {
    return event.endsWith("Deprecation");
  }

  private static @Nullable Object either(Map<?, ?> mapping, String name, String oldName) {
    if (mapping.get(name) != null && mapping.get(oldName) != null) {
      throw wrong(
          "Only `%s` or `%s` can be specified: they are the same key.".formatted(oldName, name));
    }
    return mapping.get(name) == null ? mapping.get(oldName) : mapping.get(name);
  }

  private static Set<String> names(@Nullable Object list) {
    if (list == null) {
      return Set.of();
    }
    if (!(list instanceof List<?> items)) {
      throw wrong("Found " + list + ". Allowed: a list of events.");
    }
    Set<String> names = items.stream().map(String::valueOf).collect(Collectors.toSet());
    names.forEach(WarningPolicy::check);
    return names;
  }

  /** As in dbt a mistyped name is an error: what was to be one would be told as a warning. */
  private static void check(String name) {
    Set<String> known = EventNames.all();
    if (!known.contains(name)) {
      throw wrong(
          "Found the event \"%s\", which dbt does not know.%s"
              .formatted(
                  name,
                  NearestName.question(name, known).map(question -> " " + question).orElse("")));
    }
  }

  private static ProjectException wrong(String found) {
    return new ProjectException(
        Problem.of("warn_error_options can't be understood")
            .found(found)
            .next(
                "Write for example: --warn-error-options"
                    + " '{error: all, silence: [NothingToDo]}'"));
  }
}
