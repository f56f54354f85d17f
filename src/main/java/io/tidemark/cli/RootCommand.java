package io.tidemark.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code tidemark} alone: says what there is. Its commands are {@link Subcommands}. */
@Command(
    name = "tidemark",
    versionProvider = Version.class,
    subcommandsRepeatable = false,
    header = "Runs dbt projects as restartable Spring Batch jobs on PostgreSQL.",
    description = {
      "",
      "Every model is a step; incremental models are loaded in committed chunks; a run that dies is"
          + " continued from the last one with: tidemark restart",
      ""
    },
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions, before or after the command:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:All went well.",
      "1:A node or a test failed; the others were run. Continue with: tidemark restart",
      "2:The command, the project or the connection is wrong, or something unexpected happened.",
      "130:Stopped with Ctrl-C. Continue with: tidemark restart",
      "143:Stopped with SIGTERM. Continue with: tidemark restart"
    },
    footerHeading = "%nEnvironment:%n",
    footer = {
      "  DBT_PROFILES_DIR, DBT_PROJECT_DIR, DBT_TARGET, DBT_FULL_REFRESH and so on set the options"
          + " of the same names, as with dbt.",
      "  TIDEMARK_OPTS is passed to the Java virtual machine.",
    })
final class RootCommand implements Runnable {

  @Mixin GlobalOptions options = new GlobalOptions();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  boolean help;

  @Option(
      names = {"-V", "-v", "--version"},
      versionHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show the versions of Tidemark and of what it is made of.")
  boolean version;

  @Spec CommandSpec spec = CommandSpec.create();

  private final Surroundings surroundings;

  RootCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
