package io.tidemark.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which nodes a command is about, in dbt's selector grammar. */
final class SelectionOptions {

  @Option(
      names = {"-s", "--select", "-m", "--models", "--model"},
      arity = "1..*",
      paramLabel = "SELECTOR",
      description = {
        "The nodes to take: names, tag:, path:, config.materialized:, source:, …",
        "+ before or after takes what comes before or after; blanks join, commas intersect.",
        "Default: all."
      })
  List<String> select = new ArrayList<>();

  @Option(
      names = "--exclude",
      arity = "1..*",
      paramLabel = "SELECTOR",
      description = "The nodes to leave out, in the same grammar.")
  List<String> exclude = new ArrayList<>();

  @Option(
      names = "--selector",
      paramLabel = "NAME",
      description = "A selector of selectors.yml, instead of --select and --exclude.")
  @Nullable String selector;
}
