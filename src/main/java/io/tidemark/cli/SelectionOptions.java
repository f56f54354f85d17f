package io.tidemark.cli;

import io.tidemark.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
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

  /** Whether {@code --select} has the node's name as a word. */
  boolean names(Node node) {
    Pattern name = Pattern.compile("(?<!\\w)" + Pattern.quote(node.name()) + "(?!\\w)");
    return select.stream().anyMatch(text -> name.matcher(text).find());
  }
}
