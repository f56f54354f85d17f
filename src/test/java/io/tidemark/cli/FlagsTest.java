package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.report.console.LogLevel;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** dbt's flags: which are accepted, and who wins. */
class FlagsTest {

  /** What dbt accepts with every command; a / is before the form that says no. */
  private static final String EVERYWHERE =
      """
      --cache-selected-only/--no-cache-selected-only --debug/--no-debug -d --defer/--no-defer
      --defer-state=x --fail-fast/--no-fail-fast -x --favor-state/--no-favor-state
      --indirect-selection=Cautious --log-cache-events/--no-log-cache-events
      --log-file-max-bytes=1 --log-format=default --log-format-file=json --log-level=warn
      --log-level-file=none --log-path=x --macro-debugging/--no-macro-debugging
      --partial-parse/--no-partial-parse --partial-parse-file-path=x
      --partial-parse-file-diff/--no-partial-parse-file-diff --populate-cache/--no-populate-cache
      --print/--no-print --printer-width=90 --profile=x --quiet/--no-quiet -q -r=x
      --record-timing-info=x --send-anonymous-usage-stats/--no-send-anonymous-usage-stats
      --single-threaded/--no-single-threaded --state=x --static-parser/--no-static-parser
      --show-all-deprecations/--no-show-all-deprecations --target=x -t=x
      --use-colors/--no-use-colors --use-colors-file/--no-use-colors-file
      --use-experimental-parser/--no-use-experimental-parser --version-check/--no-version-check
      --warn-error --warn-error-options={} --write-json/--no-write-json
      --use-fast-test-edges/--no-use-fast-test-edges
      --upload-to-artifacts-ingest-api/--no-upload-to-artifacts-ingest-api
      --profiles-dir=x --project-dir=x --vars={} --target-path=x
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "run,--exclude=a --full-refresh -f --empty/--no-empty --event-time-start=x"
            + " --event-time-end=x --sqlparse={} --sample=x --select=a -s=a --models=a --model=a"
            + " -m=a --selector=a --threads=1",
        "compile,--exclude=a --full-refresh --output=json --introspect/--no-introspect --empty"
            + " --select=a --selector=a --inline=x"
            + " --inject-ephemeral-ctes/--no-inject-ephemeral-ctes --threads=1",
        "show,--exclude=a --full-refresh --output=json --limit=1 --introspect --select=a"
            + " --selector=a --inline=x --inline-direct=x --threads=1",
        "ls,--exclude=a --models=a --output=path --output-keys=a --resource-type=model"
            + " --resource-types=seed --exclude-resource-type=test --select=a --selector=a",
        "list,--select=a",
        "parse,--threads=1",
        "retry,--full-refresh -f --threads=1",
        "debug,--connection --config-dir",
        "build,--exclude=a --full-refresh --empty --event-time-start=x --event-time-end=x"
            + " --export-saved-queries --include-saved-query --sqlparse={} --sample=x"
            + " --resource-type=model --exclude-resource-types=test --select=a --selector=a --show"
            + " --store-failures --threads=1",
        "test,--exclude=a --resource-type=test --exclude-resource-type=a --sqlparse={} --select=a"
            + " --selector=a --store-failures --threads=1",
        "seed,--exclude=a --full-refresh --sqlparse={} --select=a --selector=a --show --threads=1",
        "snapshot,--empty --exclude=a --sqlparse={} --select=a --selector=a --threads=1",
        "run-operation m,--args={} --threads=1",
        "deps,--lock --upgrade --source=hub --add-package=x",
        "clone,--exclude=a --full-refresh --resource-type=a --select=a --selector=a --threads=1",
        "docs generate,--compile/--no-compile --exclude=a --sqlparse={} --select=a --selector=a"
            + " --empty-catalog --static --threads=1",
        "source freshness,--exclude=a --output=x -o=x --sqlparse={} --select=a --selector=a"
            + " --threads=1",
        "init x,--skip-profile-setup -s",
        "clean,--clean-project-files-only/--no-clean-project-files-only",
      })
  void whatDbtAcceptsIsNoUnknownOption(String command, String own) {
    List<String> arguments = new ArrayList<>(Arrays.asList(command.split(" ", -1)));
    arguments.add("--help");
    for (String option : (EVERYWHERE + own).strip().split("[\\s/]+", -1)) {
      arguments.addAll(Arrays.asList(option.split("=", 2)));
    }

    Outcome help = inFolder().runInside(arguments.toArray(String[]::new));

    assertThat(help.err()).isEmpty();
    assertThat(help.exitCode()).isZero();
  }

  @Test
  void theCommandLineWinsOverTheEnvironmentAndThatOverTheProject() {
    ProjectFolder project =
        inFolder()
            .file(
                "dbt_project.yml",
                """
                name: shop
                profile: shop
                flags:
                  log_level: error
                  printer_width: 100
                  fail_fast: true
                  use_colors: false
                  warn_error_options: {error: all, silence: [NothingToDo]}
                """);
    Map<String, String> environment =
        Map.of(
            "DBT_LOG_LEVEL", "warn", "DBT_ENGINE_PRINTER_WIDTH", "110", "DBT_DEFER_TO_STATE", "1");

    GlobalOptions options = parsed(project, environment, "run", "--log-level", "debug");

    assertThat(options.log.logLevel).isEqualTo(LogLevel.DEBUG);
    assertThat(options.log.printerWidth).isEqualTo(110);
    assertThat(options.failFast).isTrue();
    assertThat(options.state.defer).isTrue();
    assertThat(options.log.colors()).isFalse();
    assertThat(options.warnings.policy().isError("NoNodesForSelectionCriteria")).isTrue();
    assertThat(options.warnings.policy().isError("NothingToDo")).isFalse();
    assertThat(options.warnings.policy().isSilenced("NothingToDo")).isTrue();

    GlobalOptions others = parsed(project, Map.of(), "--no-fail-fast", "run", "--use-colors");
    assertThat(others.failFast).isFalse();
    assertThat(others.log.colors()).isTrue();
    assertThat(others.log.logLevel).isEqualTo(LogLevel.ERROR);
  }

  @Test
  void aVariableThatIsNoTruthIsTold() {
    CommandLine line =
        Tidemark.commandLine(
            surroundings(folder, Map.of("DBT_QUIET", "perhaps")), ProjectFlags.NONE, List.of());

    assertThat(line.execute("ls")).isEqualTo(ExitCode.WRONG);
  }

  @Test
  void aWarningIsAnErrorWhereThatIsAskedFor() {
    ProjectFolder project =
        inFolder()
            .file("dbt_project.yml", "name: shop\nprofile: shop\n")
            .file(
                "profiles.yml",
                "shop: {target: dev, outputs: {dev: {type: postgres, host: h, user: u, password: p,"
                    + " port: 5432, dbname: d, schema: s}}}")
            .model("orders", "select 1 as id");

    project.runInside("ls", "--select", "ordres").succeeded().says("ordres");
    project.runInside("ls", "--select", "ordres", "--warn-error").refused().says("--warn-error");
    project
        .runInside(
            "ls",
            "--select",
            "ordres orders",
            "--warn-error-options",
            "{include: all, exclude: [NoNodesForSelectionCriteria, Deprecations]}")
        .succeeded()
        .says("shop.orders");
    project
        .runInside(
            "ls",
            "--select",
            "ordres orders",
            "--warn-error-options",
            "silence: [NoNodesForSelectionCriteria]")
        .succeeded()
        .neverSays("ordres");
    project
        .runInside("ls", "--warn-error", "--warn-error-options", "error: all")
        .refused()
        .says("both given");
    project
        .runInside("ls", "--warn-error-options", "{error: [NoNodesForSelectionCriterion]}")
        .refused()
        .says("Did you mean \"NoNodesForSelectionCriteria\"?");
    project.runInside("ls", "--warn-error-options", "").refused();
    project.runInside("ls", "--vars", "").refused().says("--vars must be a mapping");
  }

  private static GlobalOptions parsed(
      ProjectFolder project, Map<String, String> environment, String... arguments) {
    Surroundings surroundings = surroundings(project.root(), environment);
    List<String> words = List.of(arguments);
    CommandLine line =
        Tidemark.commandLine(surroundings, ProjectFlags.of(surroundings, words), words);
    line.parseArgs(arguments);
    return ((RootCommand) line.getCommand()).options;
  }

  private static Surroundings surroundings(Path folder, Map<String, String> environment) {
    PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
    return new Surroundings(environment, folder, folder, nowhere, nowhere, Clock.systemUTC());
  }

  private ProjectFolder inFolder() {
    return ProjectFolder.empty(folder);
  }
}
