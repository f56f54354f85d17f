package io.tidemark.cli;

import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells what is wrong with the command's words, with the nearest that would be right. */
final class WrongArguments implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException error, String[] arguments) {
    CommandLine command = error.getCommandLine();
    command.getErr().println("Error: " + problem(error).render());
    command.getErr().flush();
    return ExitCode.WRONG;
  }

  private static Problem problem(ParameterException error) {
    CommandLine command = error.getCommandLine();
    String help = "See: " + command.getCommandSpec().qualifiedName() + " --help";
    if (error instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      return unknown(command, unmatched.getUnmatched().get(0)).next(help);
    }
    return Problem.of(String.valueOf(error.getMessage())).next(help);
  }

  /** What follows an unknown word may have belonged to it, so only the first one is told. */
  private static Problem unknown(CommandLine command, String word) {
    if (word.startsWith("-")) {
      int equals = word.indexOf('=');
      String option = equals < 0 ? word : word.substring(0, equals);
      return Problem.of("There is no option \"" + option + "\"")
          .found(NearestName.question(option, options(command)).orElse(null));
    }
    Collection<String> commands = command.getSubcommands().keySet();
    if (commands.isEmpty()) {
      return Problem.of("The word \"" + word + "\" is one too many")
          .found(missingSelect(command, word));
    }
    return Problem.of("There is no command \"" + word + "\"")
        .found(
            NearestName.question(word, commands)
                .orElse("There are: " + String.join(", ", commands) + "."));
  }

  private static Collection<String> options(CommandLine command) {
    Collection<String> names = new TreeSet<>();
    command.getCommandSpec().options().forEach(option -> names.addAll(List.of(option.names())));
    return names;
  }

  /** People write {@code run orders} when they mean {@code run --select orders}. */
  private static @Nullable String missingSelect(CommandLine command, String word) {
    return command.getCommandSpec().findOption("--select") == null
        ? null
        : "A model is named with --select " + word + ".";
  }
}
