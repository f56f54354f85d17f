import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code tidemark run} for the model of one shape. */
record ModelRun(Tidemark tidemark, Path project, Shape shape, Options options) {

  /**
   * Runs it.
   *
   * @param lookback how far behind the target's greatest {@code updated_at} the increment begins
   */
  Tidemark.Times run(String lookback) throws Exception {
    return tidemark.run(project, arguments(lookback));
  }

  /** The same, with more options for the JVM. */
  Tidemark.Times run(String lookback, String jvmOptions) throws Exception {
    return tidemark.with("TIDEMARK_OPTS", jvmOptions).run(project, arguments(lookback));
  }

  /** The seconds that the model took in the last run. */
  double nodeSeconds() throws Exception {
    return Tidemark.nodeSeconds(project);
  }

  private List<String> arguments(String lookback) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("run", "--select", shape.table(), "--target", options.target()));
    words.addAll(List.of("--threads", String.valueOf(options.threads())));
    words.addAll(List.of("--project-dir", project.toString()));
    words.addAll(List.of("--profiles-dir", project.toString()));
    words.addAll(
        List.of("--vars", "{lookback: " + lookback + ", chunk_size: " + options.chunkSize() + "}"));
    return words;
  }
}
