import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code tidemark run} for the table of one shape in another database. */
record SourceRun(Tidemark tidemark, Path project, Shape shape, Options options) {

  /** Runs it, with more options for the JVM. */
  Tidemark.Times run(String jvmOptions) throws Exception {
    return tidemark.with("TIDEMARK_OPTS", jvmOptions).run(project, arguments());
  }

  /** The seconds that the load took in the last run. */
  double nodeSeconds() throws Exception {
    return Tidemark.nodeSeconds(project);
  }

  private List<String> arguments() {
    String chunk = options.chunkSize().equals("all") ? "1000000000" : options.chunkSize();
    List<String> words = new ArrayList<>();
    words.addAll(List.of("run", "--select", "source:far." + shape.table()));
    words.addAll(List.of("--target", options.target()));
    words.addAll(List.of("--threads", String.valueOf(options.threads())));
    words.addAll(List.of("--project-dir", project.toString()));
    words.addAll(List.of("--profiles-dir", project.toString()));
    words.addAll(
        List.of(
            "--vars",
            "{parallel: " + options.parallel() + ", source_chunk_size: " + chunk + "}"));
    return words;
  }
}
