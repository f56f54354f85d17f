import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The heap that a first run and two increments need, from the collector's log: what was in use
 * before a collection (or at the end) and what after it, at most. No plain statements and no
 * copies, so that it can be tried with many rows.
 */
final class Heap {

  private static final Pattern COLLECTION = Pattern.compile("Pause .* (\\d+)M->(\\d+)M\\(");
  private static final Pattern AT_EXIT =
      Pattern.compile("(?:new|tenured) generation .* used (\\d+)K");

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
    row("first run", options.rows(), "0 days");
    server.execute(Stages.DATABASE, "vacuum (analyze)");
    stages.changeSource();
    row("increment, every row changed", options.changed(), "0 days");
    row("increment, no row changed", options.changed(), Rows.LOOKBACK);
  }

  private void row(String work, long rows, String lookback) throws Exception {
    Path log = Files.createTempFile("bench", ".gc.log");
    try {
      Tidemark.Times times = run.run(lookback, "-Xmx256m -Xlog:gc,gc+heap+exit:file=" + log);
      String text = Files.readString(log);
      int before = atExit(text);
      int after = 0;
      Matcher collection = COLLECTION.matcher(text);
      while (collection.find()) {
        before = Math.max(before, Integer.parseInt(collection.group(1)));
        after = Math.max(after, Integer.parseInt(collection.group(2)));
      }
      System.out.printf(
          Locale.ROOT, "| %s | %,d | %.1f | %d | %d |%n", work, rows, times.whole(), before, after);
    } finally {
      Files.delete(log);
    }
  }

  /** What was in use when the process ended, in MB: few rows end before the first collection. */
  private static int atExit(String log) {
    int kilobytes = 0;
    Matcher generation = AT_EXIT.matcher(log);
    while (generation.find()) {
      kilobytes += Integer.parseInt(generation.group(1));
    }
    return kilobytes / 1024;
  }
}
