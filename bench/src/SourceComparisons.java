import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The loads of a source in another database, beside a pipe and beside Spring Batch. */
final class SourceComparisons {

  /** It takes several times as long as all the rest. */
  private static final int SPRING_BATCH_ROUNDS = 2;

  private final Options options;
  private final Server server;
  private final SourceStages stages;
  private final Path output;

  /**
   * Comparisons.
   *
   * @param output where that goes which the measured programs print
   */
  SourceComparisons(Options options, Server server, SourceStages stages, Path output) {
    this.options = options;
    this.server = server;
    this.stages = stages;
    this.output = output;
  }

  /** What is measured; everything it does counts. */
  private interface Work {
    void run() throws Exception;
  }

  /** What comes before and does not count. */
  private record Start(Work work) {}

  /** Measures what the options ask for, and prints a table. */
  void measure(Shape shape) throws Exception {
    List<SourceComparison> comparisons = new ArrayList<>();
    if (options.works().contains(Options.Work.SOURCE_FIRST)) {
      comparisons.add(first());
    }
    if (options.works().contains(Options.Work.SOURCE_INCREMENT)) {
      comparisons.add(increment());
    }
    System.out.printf("%nshape %s%n%n%s%n", Arguments.word(shape), SourceComparison.header());
    comparisons.forEach(comparison -> System.out.println(comparison.row()));
  }

  private SourceComparison first() throws Exception {
    SourceComparison comparison =
        new SourceComparison(
            "first source load", "`psql COPY` into `psql COPY`, then the unique index", 1.15);
    Start forPipe =
        new Start(
            () -> {
              stages.empty();
              server.execute(Stages.DATABASE, "create schema copies", stages.createCopy());
            });
    Start forSpringBatch =
        new Start(
            () -> {
              forPipe.work().run();
              server.execute(Stages.DATABASE, stages.createIndex());
            });
    compare(
        comparison,
        forPipe,
        () -> {
          pipe("copy " + stages.source() + " to stdout", "copy " + stages.copy() + " from stdin");
          server.execute(Stages.DATABASE, stages.createIndex());
        },
        forSpringBatch,
        () -> springBatch("select * from " + stages.source()),
        new Start(stages::empty));
    return comparison;
  }

  private SourceComparison increment() throws Exception {
    SourceComparison comparison =
        new SourceComparison(
            "source increment, every row changed",
            "`psql COPY` into `psql COPY` to a temporary table, then one `ON CONFLICT`",
            1.15);
    Start start = new Start(stages::changed);
    compare(
        comparison,
        start,
        () ->
            pipe(
                "copy (" + newer() + ") to stdout",
                "create temporary table incoming (like " + stages.copy() + ")",
                "copy incoming from stdin",
                upsert("select * from incoming")),
        start,
        () -> springBatch(newer()),
        start);
    return comparison;
  }

  private String newer() throws Exception {
    return "select * from " + stages.source() + " where updated_at > '" + stages.mark() + "'";
  }

  private String upsert(String rows) throws Exception {
    List<String> columns = stages.columns();
    String assignments =
        columns.stream()
            .map(column -> column + " = excluded." + column)
            .collect(Collectors.joining(", "));
    return "insert into %s (%s) %s on conflict (%s) do update set %s"
        .formatted(
            stages.copy(), String.join(", ", columns), rows, stages.keys(), assignments);
  }

  /** Takes the three in turns; who is first changes. */
  private void compare(
      SourceComparison comparison,
      Start forPipe,
      Work pipe,
      Start forSpringBatch,
      Work springBatch,
      Start forTidemark)
      throws Exception {
    for (int round = 0; round < options.rounds(); round++) {
      if (round % 2 == 0) {
        measure(comparison.pipe(), forPipe, pipe);
      }
      forTidemark.work().run();
      HeapLog log = HeapLog.start();
      comparison.whole().add(stages.run().run(log.option()).whole());
      comparison.node().add(stages.run().nodeSeconds());
      comparison.heap().add(log.end().most());
      if (round % 2 == 1) {
        measure(comparison.pipe(), forPipe, pipe);
      }
      if (round < SPRING_BATCH_ROUNDS) {
        measure(comparison.springBatch(), forSpringBatch, springBatch);
      }
      System.err.println(comparison.row());
    }
  }

  private static void measure(Samples samples, Start start, Work work) throws Exception {
    start.work().run();
    long began = System.nanoTime();
    work.run();
    samples.add((System.nanoTime() - began) / 1e9);
  }

  /** {@code psql -c … | psql -c … -c …}, from the source to the target. */
  private void pipe(String out, String... in) throws Exception {
    List<String> words = new ArrayList<>();
    StringBuilder script = new StringBuilder("set -o pipefail; psql -qX -d \"$1\" -c \"$2\" | psql");
    script.append(" -qX -v ON_ERROR_STOP=1 -d \"$3\"");
    for (int i = 0; i < in.length; i++) {
      script.append(" -c \"$").append(i + 4).append('"');
    }
    words.addAll(List.of("bash", "-c", script.toString(), "bench"));
    words.addAll(List.of(SourceStages.FAR, out, Stages.DATABASE));
    words.addAll(List.of(in));
    run(words);
  }

  /** A JVM of its own, with the heap that Tidemark has. */
  private void springBatch(String query) throws Exception {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    words.add(SpringBatchCopy.class.getName());
    words.addAll(List.of(query, upsertOfValues()));
    run(words);
  }

  private String upsertOfValues() throws Exception {
    return upsert(
        stages.columns().stream()
            .map(column -> "?")
            .collect(Collectors.joining(", ", "values (", ")")));
  }

  private void run(List<String> words) throws Exception {
    ProcessBuilder process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    process.environment().putAll(server.environment());
    int exit = process.start().waitFor();
    if (exit != 0) {
      throw new IllegalStateException(words.get(0) + " ended with " + exit + "; " + output + " tells why");
    }
  }
}
