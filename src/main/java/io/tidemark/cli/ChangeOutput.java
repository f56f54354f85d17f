package io.tidemark.cli;

import picocli.CommandLine.Option;

/** How a change by hand is told. */
final class ChangeOutput {

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = {
        "text (default) or json: an object with the fields changed, tasks (objects with task and"
            + " state_before) and run, which has the fields of tidemark runs."
      })
  RepositoryCommand.Form form = RepositoryCommand.Form.text;

  /** Whether a program reads it. */
  boolean isDocument() {
    return form == RepositoryCommand.Form.json;
  }
}
