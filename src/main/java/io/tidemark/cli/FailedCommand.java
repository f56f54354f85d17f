package io.tidemark.cli;

import io.tidemark.report.console.SecretMask;
import io.tidemark.report.failure.FailureText;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells why a command could not be carried out: the four parts, never a stack trace unasked. */
final class FailedCommand implements IExecutionExceptionHandler {

  /** Where people report what should not happen. */
  static final String REPORT_TO = "the project's issue tracker";

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    RootCommand root = (RootCommand) command.getCommandSpec().root().userObject();
    SecretMask mask = new SecretMask(root.surroundings().environment(), List.of());
    command.getErr().println("Error: " + mask.mask(new FailureText(REPORT_TO).of(failure)));
    if (root.options.log.debug) {
      command.getErr().println();
      command.getErr().println(mask.mask(FailureText.stackTrace(failure)));
    }
    command.getErr().flush();
    return ExitCode.WRONG;
  }
}
