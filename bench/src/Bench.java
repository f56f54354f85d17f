import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.postgresql.PGConnection;

/**
 * Measures Tidemark beside the plain statements that do the same work. Both start from the same
 * copy of a database, in turns, so that what else the machine does meets both.
 */
final class Bench {

  private static final String DATABASE = "bench";

  private final Options options;
  private final Orders orders;
  private final Server server;
  private final Tidemark tidemark;
  private final Path project;

  private Bench(Options options, Server server, Tidemark tidemark, Path project) {
    this.options = options;
    this.orders = new Orders(options.rows(), options.changed(), options.key());
    this.server = server;
    this.tidemark = tidemark;
    this.project = project;
  }

  /** What is measured beside Tidemark; everything it does counts. */
  private interface PlainWork {
    void run() throws Exception;
  }

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
    Path output = Files.createDirectories(root.resolve("target/bench")).resolve("tidemark.log");
    Files.deleteIfExists(output);
    Tidemark tidemark = new Tidemark(command(root), output);
    try (Server server =
        options.target().equals("embedded")
            ? Server.embedded(project)
            : Server.ofEnvironment()) {
      new Bench(options, server, tidemark, project).measure();
    }
  }

  private static List<String> command(Path root) {
    String other = System.getenv("TIDEMARK");
    return other == null || other.isBlank()
        ? List.of(root.resolve("tidemark").toString())
        : List.of(other.strip().split("\\s+"));
  }

  private void measure() throws Exception {
    System.out.printf(
        "PostgreSQL %s, Java %s, %d processors; %,d orders, %,d of them in the increment; "
            + "keys: %s, chunk_size: %s; median (least to greatest) of %d rounds, in seconds%n%n",
        server.version(),
        System.getProperty("java.version"),
        Runtime.getRuntime().availableProcessors(),
        options.rows(),
        options.changed(),
        options.key().name().toLowerCase(Locale.ROOT),
        options.chunkSize(),
        options.rounds());
    prepare();
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
      System.out.println(Comparison.header());
      comparisons.forEach(comparison -> System.out.println(comparison.row()));
    }
    server.drop(DATABASE);
    if (options.works().contains(Options.Work.START)) {
      server.create(DATABASE);
      System.out.println();
      new StartTimes(tidemark, project, options).measure();
    }
  }

  /** Makes the databases that rounds start from, where an earlier call has not left them. */
  private void prepare() throws Exception {
    String empty = orders.name("empty");
    if (!server.has(empty)) {
      say("making " + options.rows() + " orders");
      server.create(DATABASE);
      server.execute(DATABASE, orders.make());
      server.copy(DATABASE, empty);
    }
    String loaded = orders.name("loaded");
    if (!server.has(loaded)) {
      say("loading them for the first time");
      server.copy(empty, DATABASE);
      run("0 days");
      server.execute(DATABASE, "vacuum (analyze)");
      server.copy(DATABASE, loaded);
    }
    String changed = orders.name("changed");
    if (!server.has(changed)) {
      say("changing " + options.changed() + " of them");
      server.copy(loaded, DATABASE);
      server.execute(DATABASE, orders.change());
      server.copy(DATABASE, changed);
    }
  }

  private Comparison firstRun() throws Exception {
    Comparison comparison =
        new Comparison("first run", "`CREATE TABLE AS`, then the unique index", 1.05);
    compare(
        comparison,
        orders.name("empty"),
        () -> server.execute(DATABASE, Plain.firstRun()),
        "0 days");
    return comparison;
  }

  private Comparison increment() throws Exception {
    Comparison comparison =
        new Comparison("increment, every row changed", "one `INSERT … ON CONFLICT`", 1.1);
    compare(
        comparison,
        orders.name("changed"),
        () -> server.execute(DATABASE, Plain.upsert("0 days")),
        "0 days");
    return comparison;
  }

  private Comparison unchanged() throws Exception {
    Comparison comparison =
        new Comparison("increment, no row changed", "its query, `COPY … TO STDOUT`", 1.5);
    compare(
        comparison,
        orders.name("loaded"),
        () -> read(Plain.increment(Orders.LOOKBACK)),
        Orders.LOOKBACK);
    return comparison;
  }

  /** Takes the two in turns, each of them first in every other round. */
  private void compare(Comparison comparison, String start, PlainWork plain, String lookback)
      throws Exception {
    for (int round = 0; round < options.rounds(); round++) {
      if (round % 2 == 0) {
        measurePlain(comparison, start, plain);
      }
      server.copy(start, DATABASE);
      Tidemark.Times times = run(lookback);
      comparison.whole().add(times.whole());
      comparison.node().add(Tidemark.nodeSeconds(project));
      if (round % 2 == 1) {
        measurePlain(comparison, start, plain);
      }
      say(comparison.row());
    }
  }

  private void measurePlain(Comparison comparison, String start, PlainWork plain)
      throws Exception {
    server.copy(start, DATABASE);
    long began = System.nanoTime();
    plain.run();
    comparison.plain().add((System.nanoTime() - began) / 1e9);
  }

  private Tidemark.Times run(String lookback) throws Exception {
    return tidemark.run(
        project,
        List.of(
            "run",
            "--select",
            "orders",
            "--target",
            options.target(),
            "--project-dir",
            project.toString(),
            "--profiles-dir",
            project.toString(),
            "--vars",
            "{lookback: " + lookback + ", chunk_size: " + options.chunkSize() + "}"));
  }

  /** Reads all rows of a query and throws them away, as {@code psql … >/dev/null} does. */
  private void read(String query) throws Exception {
    try (Connection connection = server.connect(DATABASE)) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut("copy (" + query + ") to stdout", OutputStream.nullOutputStream());
    }
  }

  private static void say(String what) {
    System.err.println(what);
  }
}
