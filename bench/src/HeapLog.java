import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The collector's log of one process under {@code -Xmx256m}: the heap that it needed. */
final class HeapLog {

  private static final Pattern COLLECTION = Pattern.compile("Pause .* (\\d+)M->(\\d+)M\\(");
  private static final Pattern AT_EXIT =
      Pattern.compile("(?:new|tenured) generation .* used (\\d+)K");

  private final Path file;

  private HeapLog(Path file) {
    this.file = file;
  }

  static HeapLog start() throws IOException {
    return new HeapLog(Files.createTempFile("bench", ".gc.log"));
  }

  /** What the JVM is told. */
  String option() {
    return "-Xmx256m -Xlog:gc,gc+heap+exit:file=" + file;
  }

  /**
   * The heap, in MB.
   *
   * @param most what was in use before a collection, or at the end, at most
   * @param afterCollection what was in use after one, at most
   */
  record Use(int most, int afterCollection) {}

  /** Reads the log and takes it away. */
  Use end() throws IOException {
    String text = Files.readString(file);
    Files.delete(file);
    int most = atExit(text);
    int after = 0;
    Matcher collection = COLLECTION.matcher(text);
    while (collection.find()) {
      most = Math.max(most, Integer.parseInt(collection.group(1)));
      after = Math.max(after, Integer.parseInt(collection.group(2)));
    }
    return new Use(most, after);
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
