package io.tidemark.cli;

import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.problem.SourceText;
import io.tidemark.project.problem.WarningPolicy;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlReader;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which warnings end a command. */
final class WarningOptions {

  @Option(names = "--warn-error", scope = ScopeType.INHERIT, description = "A warning is an error.")
  boolean warnError;

  @Option(
      names = "--warn-error-options",
      paramLabel = "YAML",
      scope = ScopeType.INHERIT,
      description = {
        "Which are, by dbt's names of events:",
        "'{error: all, warn: [NoNodesForSelectionCriteria], silence: [NothingToDo]}'."
      })
  @Nullable String warnErrorOptions;

  /** Those of dbt's old keys that are used: {@code include}, {@code exclude}. */
  List<String> oldKeys() {
    if (warnErrorOptions == null) {
      return List.of();
    }
    YamlNode node =
        YamlReader.read(
            SourceText.of("--warn-error-options", String.valueOf(warnErrorOptions)),
            new Problems());
    return node instanceof YamlMapping mapping
        ? Stream.of("include", "exclude").filter(mapping::has).toList()
        : List.of();
  }

  /**
   * What both say.
   *
   * @throws ProjectException if both are given or it can't be understood
   */
  WarningPolicy policy() {
    boolean several = warnErrorOptions != null;
    if (warnError && several) {
      throw new ProjectException(
          Problem.of("--warn-error and --warn-error-options are both given")
              .next("Leave one out: --warn-error is --warn-error-options '{error: all}'."));
    }
    if (!several) {
      return warnError ? WarningPolicy.all() : WarningPolicy.none();
    }
    return of(warnErrorOptions);
  }

  /**
   * What {@code --warn-error-options} says.
   *
   * @param yaml as it was given; null for nothing
   * @throws ProjectException if it can't be understood
   */
  static WarningPolicy of(@Nullable String yaml) {
    if (yaml == null) {
      return WarningPolicy.none();
    }
    Problems problems = new Problems();
    YamlNode node = YamlReader.read(SourceText.of("--warn-error-options", yaml), problems);
    problems.throwIfAny();
    return WarningPolicy.of(node == null ? yaml : node.value());
  }
}
