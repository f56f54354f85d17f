import java.io.OutputStream;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/** The works that have a plain statement beside them, for one shape. */
final class Comparisons {

  private final Options options;
  private final Server server;
  private final Stages stages;
  private final ModelRun run;

  Comparisons(Options options, Server server, Stages stages, ModelRun run) {
    this.options = options;
    this.server = server;
    this.stages = stages;
    this.run = run;
  }

  /** What is measured beside Tidemark; everything it does counts. */
  private interface PlainWork {
    void run() throws Exception;
  }

  /** Measures what the options ask for, and prints a table. */
  void measure(Shape shape) throws Exception {
    List<Comparison> comparisons = new ArrayList<>();
    if (options.works().contains(Options.Work.FIRST)) {
      comparisons.add(firstRun());
    }
    if (options.works().contains(Options.Work.INCREMENT)) {
      comparisons.add(increment());
    }
    if (options.works().contains(Options.Work.UNCHANGED)) {
      comparisons.add(unchanged());
    }
    if (!comparisons.isEmpty()) {
      System.out.printf("%nshape %s%n%n%s%n", Arguments.word(shape), Comparison.header());
      comparisons.forEach(comparison -> System.out.println(comparison.row()));
    }
  }

  private Comparison firstRun() throws Exception {
    Plain plain = stages.plain();
    return compare(
        new Comparison("first run", "`CREATE TABLE AS`, then the unique index", 1.05),
        stages.empty(),
        () -> server.execute(Stages.DATABASE, plain.firstRun()),
        Rows.NO_LOOKBACK);
  }

  private Comparison increment() throws Exception {
    Plain plain = stages.plain();
    return compare(
        new Comparison("increment, every row changed", "one `INSERT … ON CONFLICT`", 1.1),
        stages.changed(),
        () -> server.execute(Stages.DATABASE, plain.upsert(Rows.NO_LOOKBACK)),
        Rows.NO_LOOKBACK);
  }

  private Comparison unchanged() throws Exception {
    Plain plain = stages.plain();
    return compare(
        new Comparison("increment, no row changed", "its query, `COPY … TO STDOUT`", 1.5),
        stages.loaded(),
        () -> read(plain.increment(Rows.LOOKBACK)),
        Rows.LOOKBACK);
  }

  /** Takes the two in turns, each of them first in every other round. */
  private Comparison compare(Comparison comparison, String start, PlainWork plain, String lookback)
      throws Exception {
    for (int round = 0; round < options.rounds(); round++) {
      if (round % 2 == 0) {
        measurePlain(comparison, start, plain);
      }
      server.copy(start, Stages.DATABASE);
      Tidemark.Times times = run.run(lookback);
      comparison.whole().add(times.whole());
      comparison.node().add(run.nodeSeconds());
      if (round % 2 == 1) {
        measurePlain(comparison, start, plain);
      }
      System.err.println(comparison.row());
    }
    return comparison;
  }

  private void measurePlain(Comparison comparison, String start, PlainWork plain) throws Exception {
    server.copy(start, Stages.DATABASE);
    long began = System.nanoTime();
    plain.run();
    comparison.plain().add((System.nanoTime() - began) / 1e9);
  }

  /** Reads all rows of a query and throws them away, as {@code psql … >/dev/null} does. */
  private void read(String query) throws Exception {
    try (Connection connection = server.connect(Stages.DATABASE)) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut("copy (" + query + ") to stdout", OutputStream.nullOutputStream());
    }
  }
}
