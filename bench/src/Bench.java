import io.tidemark.postgres.Statements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures Tidemark beside the plain statements that do the same work. Both start from the same
 * copy of a database, in turns, so that what else the machine does meets both.
 */
final class Bench {

  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]);
    List<String> rest = List.of(arguments).subList(1, arguments.length);
    if (rest.contains("--help")) {
      System.out.println(Options.HELP);
      return;
    }
    Options options;
    try {
      options = Options.of(rest);
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage() + "\n\n" + Options.HELP);
      System.exit(2);
      return;
    }
    Path project = root.resolve("bench/project");
    try (Server server = Server.of(options.server(), options.target(), project)) {
      measure(options, server, tidemark(root, server), project, root);
    }
  }

  private static Tidemark tidemark(Path root, Server server) throws Exception {
    Path output = output(root);
    Files.deleteIfExists(output);
    String other = System.getenv("TIDEMARK");
    List<String> command =
        other == null || other.isBlank()
            ? List.of(root.resolve("tidemark").toString())
            : List.of(other.strip().split("\\s+"));
    return new Tidemark(command, server.environment(), output);
  }

  /** Where that goes which the measured programs print. */
  private static Path output(Path root) throws IOException {
    return Files.createDirectories(root.resolve("target/bench")).resolve("tidemark.log");
  }

  private static void measure(
      Options options, Server server, Tidemark tidemark, Path project, Path root) throws Exception {
    System.out.printf(
        "PostgreSQL %s, Java %s, %d processors; %,d rows, %,d of them in the increment; keys: %s,"
            + " chunk_size: %s, threads: %d; median (least to greatest) of %d rounds, in seconds%n",
        server.version(),
        System.getProperty("java.version"),
        Runtime.getRuntime().availableProcessors(),
        options.rows(),
        options.changed(),
        Arguments.word(options.key()),
        options.chunkSize(),
        options.threads(),
        options.rounds());
    for (Shape shape : options.shapes()) {
      Rows rows = new Rows(shape, options.rows(), options.changed(), options.key());
      ModelRun run = new ModelRun(tidemark, project, shape, options);
      Stages stages = new Stages(server, rows, run, new Statements());
      new Comparisons(options, server, stages, run).measure(shape);
      if (options.works().contains(Options.Work.HEAP)) {
        new Heap(server, stages, run, options).measure();
      }
      if (options.works().contains(Options.Work.SOURCE_FIRST)
          || options.works().contains(Options.Work.SOURCE_INCREMENT)) {
        SourceStages sources =
            new SourceStages(server, rows, new SourceRun(tidemark, project, shape, options));
        new SourceComparisons(options, server, sources, output(root)).measure(shape);
      }
    }
    server.drop(Stages.DATABASE);
    if (options.works().contains(Options.Work.START)) {
      server.create(Stages.DATABASE);
      System.out.println();
      new StartTimes(tidemark, project, options).measure();
    }
    if (options.works().contains(Options.Work.SMALL)) {
      new ManySmall(tidemark, project, server, options).measure();
    }
    if (options.works().contains(Options.Work.JOB)) {
      server.create(Stages.DATABASE);
      new JobTasks(tidemark, project, options).measure();
    }
  }
}
