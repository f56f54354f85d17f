import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the command that is measured, as a process of its own. */
final class Tidemark {

  private final List<String> command;
  private final Map<String, String> environment;
  private final Path output;

  /**
   * Runs the given command.
   *
   * @param environment variables that are set for it
   * @param output where what it prints goes
   */
  Tidemark(List<String> command, Map<String, String> environment, Path output) {
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    this.output = output;
  }

  /**
   * What one process took, in seconds.
   *
   * @param whole from its start to its end, on the clock
   * @param cpu of the process; without the server
   */
  record Times(double whole, double cpu) {}

  /** The same command, with one variable more. */
  Tidemark with(String variable, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new Tidemark(command, more, output);
  }

  /** Runs it and waits; the bench ends where it fails. */
  Times run(Path directory, List<String> arguments) throws IOException, InterruptedException {
    Path times = output.resolveSibling("times");
    List<String> words = new ArrayList<>();
    words.add("bash");
    words.add("-c");
    words.add(
        "TIMEFORMAT='%R %U %S'; out=$1; times=$2; shift 2; { time \"$@\" >>\"$out\" 2>&1; }"
            + " 2>\"$times\"");
    words.add("bench");
    words.add(output.toString());
    words.add(times.toString());
    words.addAll(command);
    words.addAll(arguments);
    ProcessBuilder process = new ProcessBuilder(words).directory(directory.toFile()).inheritIO();
    process.environment().putAll(environment);
    int exit = process.start().waitFor();
    if (exit != 0) {
      throw new IllegalStateException(
          String.join(" ", arguments) + " ended with " + exit + "; " + output + " tells why");
    }
    String[] fields = Files.readString(times).strip().split(" ");
    return new Times(
        Double.parseDouble(fields[0]),
        Double.parseDouble(fields[1]) + Double.parseDouble(fields[2]));
  }

  /** The seconds that the only node of the last run took, as its {@code run_results.json} says. */
  static double nodeSeconds(Path project) throws IOException {
    JsonNode results =
        new ObjectMapper()
            .readTree(project.resolve("target/run_results.json").toFile())
            .path("results");
    if (results.size() != 1 || !results.get(0).path("status").asText().equals("success")) {
      throw new IllegalStateException("one node that succeeded is expected, not " + results);
    }
    return results.get(0).path("execution_time").asDouble();
  }
}
