package io.tidemark.cli;

import io.tidemark.report.failure.FailureText;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** The program: {@code tidemark COMMAND}. */
public final class Tidemark {

  private static final Pattern COMMENT = Pattern.compile("--\\s");

  private Tidemark() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    // What libraries log is for their developers; what a person needs to know comes as an error.
    Logger.getLogger("").setLevel(Level.OFF);
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    Surroundings surroundings =
        new Surroundings(
            System.getenv(),
            Path.of("").toAbsolutePath(),
            Path.of(System.getProperty("user.home")),
            out,
            err,
            Clock.system(ZoneId.systemDefault()),
            System.in);
    int exitCode = run(surroundings, arguments);
    out.flush();
    err.flush();
    if (!endedByASignal()) {
      System.exit(exitCode);
    }
  }

  /**
   * True if the process is ending already, with the signal's exit code, 130 or 143. One of our own
   * that comes after the last shutdown hook would replace it: Java 17 halts at once then.
   */
  private static boolean endedByASignal() {
    Thread none = new Thread(() -> {}, "none");
    try {
      Runtime.getRuntime().addShutdownHook(none);
      Runtime.getRuntime().removeShutdownHook(none);
      return false;
    } catch (IllegalStateException ending) {
      return true;
    }
  }

  /** Runs a command and returns its exit code. */
  static int run(Surroundings surroundings, String... arguments) {
    try {
      List<String> words = List.of(arguments);
      return commandLine(surroundings, ProjectFlags.of(surroundings, words), words)
          .execute(withComments(arguments));
    } catch (Error e) {
      // picocli hands exceptions to FailedCommand; of errors (no memory, say) it knows nothing.
      surroundings.err().println("Error: " + new FailureText(FailedCommand.REPORT_TO).of(e));
      return ExitCode.WRONG;
    }
  }

  /** A statement that begins with a comment is no option: after those two lines comes a blank. */
  private static String[] withComments(String... arguments) {
    return Arrays.stream(arguments)
        .map(word -> COMMENT.matcher(word).lookingAt() ? " " + word : word)
        .toArray(String[]::new);
  }

  /**
   * The commands, ready to be executed.
   *
   * @param flags what the project sets
   * @param arguments commands which they can't mean are left out; none: all are there
   */
  static CommandLine commandLine(
      Surroundings surroundings, ProjectFlags flags, List<String> arguments) {
    CommandLine commandLine = new CommandLine(new RootCommand(surroundings));
    Subcommands.add(commandLine, arguments);
    commandLine
        .setDefaultValueProvider(new DbtEnvironment(surroundings.environment(), flags))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOverwrittenOptionsAllowed(true)
        // "@orders" selects; it is no file of arguments, even if there is one of that name.
        .setExpandAtFiles(false)
        .setOut(writer(surroundings.out()))
        .setErr(writer(surroundings.err()))
        .setColorScheme(CommandLine.Help.defaultColorScheme(ansi(surroundings.environment())))
        .setParameterExceptionHandler(new WrongArguments())
        .setExecutionExceptionHandler(new FailedCommand());
    return commandLine;
  }

  private static CommandLine.Help.Ansi ansi(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        ? CommandLine.Help.Ansi.AUTO
        : CommandLine.Help.Ansi.OFF;
  }

  /** Results are UTF-8 whatever the locale says: names and rows hold any character. */
  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }
}
