import java.util.Locale;

/**
 * The heap that a first run and two increments need, from the collector's log: what was in use
 * before a collection (or at the end) and what after it, at most. No plain statements and no
 * copies, so that it can be tried with many rows.
 */
final class Heap {

  private final Server server;
  private final Stages stages;
  private final ModelRun run;
  private final Options options;

  Heap(Server server, Stages stages, ModelRun run, Options options) {
    this.server = server;
    this.stages = stages;
    this.run = run;
    this.options = options;
  }

  void measure() throws Exception {
    stages.makeSource();
    System.out.println(
        """

        | work, -Xmx256m | rows | process, s | heap in use, MB | after a collection, MB |
        | --- | --- | --- | --- | --- |\
        """);
    row("first run", options.rows(), Rows.NO_LOOKBACK);
    server.execute(Stages.DATABASE, "vacuum (analyze)");
    stages.changeSource();
    row("increment, every row changed", options.changed(), Rows.NO_LOOKBACK);
    row("increment, no row changed", options.changed(), Rows.LOOKBACK);
  }

  private void row(String work, long rows, String lookback) throws Exception {
    HeapLog log = HeapLog.start();
    Tidemark.Times times = run.run(lookback, log.option());
    HeapLog.Use use = log.end();
    System.out.printf(
        Locale.ROOT,
        "| %s | %,d | %.1f | %d | %d |%n",
        work,
        rows,
        times.whole(),
        use.most(),
        use.afterCollection());
  }
}
