package io.tidemark.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command has; they may stand before or after its name, as with dbt. */
final class GlobalOptions {

  @Option(
      names = "--project-dir",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = {
        "The directory of dbt_project.yml.",
        "Default: the current directory or the nearest one above it that has the file."
      })
  @Nullable Path projectDir;

  @Option(
      names = "--profiles-dir",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = {
        "The directory of profiles.yml.",
        "Default: the project's directory, then the current one, then ~/.dbt."
      })
  @Nullable Path profilesDir;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "The profile in profiles.yml, instead of the one that dbt_project.yml names.")
  @Nullable String profile;

  @Option(
      names = {"-t", "--target"},
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "The output of the profile, instead of the profile's own \"target\".")
  @Nullable String target;

  @Option(
      names = "--vars",
      paramLabel = "YAML",
      scope = ScopeType.INHERIT,
      description = {
        "Variables for var(), as YAML: '{region: EU, days: 3}'.",
        "They win over the vars of dbt_project.yml."
      })
  @Nullable String vars;

  @Option(
      names = "--target-path",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Where artifacts go, instead of the project's target-path.")
  @Nullable Path targetPath;

  @Option(
      names = "--strict",
      scope = ScopeType.INHERIT,
      description = "A name that does not exist is an error where a template prints it.")
  boolean strict;

  @Option(
      names = {"-x", "--fail-fast"},
      negatable = true,
      fallbackValue = "true",
      scope = ScopeType.INHERIT,
      description = "Start nothing new after the first failure.")
  boolean failFast;

  @Option(
      names = "--threads",
      paramLabel = "N",
      scope = ScopeType.INHERIT,
      description = "How many nodes run at once, instead of the profile's number.")
  @Nullable Integer threads;

  @Option(
      names = "--write-json",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      scope = ScopeType.INHERIT,
      description = "Write manifest.json and run_results.json, or (--no-write-json) don't.")
  boolean writeJson = true;

  @Option(
      names = "--version-check",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      scope = ScopeType.INHERIT,
      description = "Hold the project to its require-dbt-version, or (--no-version-check) don't.")
  boolean versionCheck = true;

  @Mixin LogOptions log = new LogOptions();

  @Mixin StateOptions state = new StateOptions();

  @Mixin WarningOptions warnings = new WarningOptions();

  @Mixin AcceptedOptions accepted = new AcceptedOptions();

  /**
   * How many threads are asked for; null for the profile's number.
   *
   * @throws io.tidemark.project.problem.ProjectException if it is out of range
   */
  @Nullable Integer threads() {
    return accepted.singleThreaded ? Integer.valueOf(1) : Threads.checked(threads);
  }
}
