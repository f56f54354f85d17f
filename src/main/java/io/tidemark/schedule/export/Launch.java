package io.tidemark.schedule.export;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How jobs are launched where the scheduler runs them. Immutable.
 *
 * @param program the program's path or name there
 * @param options what follows {@code run --job NAME}
 * @param project the project's name
 * @param directory the project's directory there, absolute
 * @param variables the environment variables that the profile reads
 * @param envFile a file there that sets them, absolute; or null
 * @param image the container's image; null where there is none
 * @param namespace the Kubernetes namespace, or null for the one of whoever applies it
 * @param secret the Kubernetes secret that has the variables
 */
public record Launch(
    String program,
    List<String> options,
    String project,
    String directory,
    List<Variable> variables,
    @Nullable String envFile,
    @Nullable String image,
    @Nullable String namespace,
    String secret) {

  /** Copies the lists. */
  public Launch {
    options = List.copyOf(options);
    variables = List.copyOf(variables);
  }

  /**
   * An environment variable.
   *
   * @param optional whether the profile says what it is where it is not set
   */
  public record Variable(String name, boolean optional) {}

  /** The whole command of a job. */
  List<String> command(String job) {
    List<String> words = new ArrayList<>(List.of(program, "run", "--job", job));
    words.addAll(options);
    return List.copyOf(words);
  }
}
