package io.tidemark.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tidemark completion}. */
@Command(
    name = "completion",
    header = "Print a script that completes commands and options in bash and zsh.",
    description = {"", "Use it with: source <(tidemark completion)", ""})
final class CompletionCommand implements Callable<Integer> {

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine root = Objects.requireNonNull(spec).root().commandLine();
    root.getOut().print(AutoComplete.bash("tidemark", root));
    root.getOut().flush();
    return ExitCode.OK;
  }
}
