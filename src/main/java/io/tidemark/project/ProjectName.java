package io.tidemark.project;

import io.tidemark.project.problem.Problem;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names a project may have; the rules are dbt's. */
public final class ProjectName {

  private static final Pattern NAME =
      Pattern.compile("[^\\d\\W]\\w*", Pattern.UNICODE_CHARACTER_CLASS);

  /** Names that a template would mistake for something else ({@code ref.x}). */
  private static final Set<String> RESERVED =
      Set.of(
          "adapter",
          "api",
          "column",
          "config",
          "context",
          "database",
          "env",
          "env_var",
          "exceptions",
          "execute",
          "flags",
          "fromjson",
          "fromyaml",
          "graph",
          "invocation_id",
          "load_agate_table",
          "load_result",
          "log",
          "model",
          "modules",
          "post_hooks",
          "pre_hooks",
          "ref",
          "render",
          "return",
          "run_started_at",
          "schema",
          "source",
          "sql",
          "sql_now",
          "store_result",
          "store_raw_result",
          "target",
          "this",
          "tojson",
          "toyaml",
          "try_or_compiler_error",
          "var",
          "write",
          "_sql_results");

  private static final Set<String> BUILT_IN = Set.of("dbt", "dbt_postgres");

  private ProjectName() {}

  /** What is wrong with a name, if anything; without a place, which the caller knows. */
  public static Optional<Problem> problemWith(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.of(
          Problem.of("\"%s\" can't be a project's name".formatted(name))
              .found("Allowed: letters, digits and underscores; the first is no digit.")
              .next("For example: name: %s".formatted(suggestion(name))));
    }
    if (RESERVED.contains(name)) {
      return Optional.of(
          Problem.of("\"%s\" can't be a project's name: templates use the word".formatted(name))
              .next("For example: name: my_%s".formatted(name)));
    }
    if (BUILT_IN.contains(name)) {
      return Optional.of(
          Problem.of(
                  "\"%s\" can't be a project's name: dbt's own macros are the package of it"
                      .formatted(name))
              .next("For example: name: my_%s".formatted(name)));
    }
    return Optional.empty();
  }

  private static String suggestion(String name) {
    String suggestion = name.strip().replaceAll("[^\\w]+", "_").replaceAll("^(\\d)", "_$1");
    return suggestion.isEmpty() ? "my_project" : suggestion;
  }
}
