import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code bench/run} is asked for.
 *
 * @param rows how many rows the table has
 * @param changed how many of them an increment holds; at most {@code rows}
 * @param rounds how often each work and its reference are measured
 * @param target an output of {@code bench/project/profiles.yml}
 * @param server the PostgreSQL version of a server of the bench's own, or empty
 * @param chunkSize rows a chunk, or {@code all}
 * @param threads how many Tidemark may use
 * @param parallel in how many ranges a source in another database is read
 * @param key whether the keys lie in the table in order or at random
 * @param shapes what the tables look like
 * @param works what is measured
 */
record Options(
    long rows,
    long changed,
    int rounds,
    String target,
    String server,
    String chunkSize,
    int threads,
    int parallel,
    Rows.Key key,
    Set<Shape> shapes,
    Set<Work> works) {

  static final String HELP =
      """
      bench/run [option value]...

        --rows 5000000       rows in the table
        --changed 1000000    how many of them an increment holds
        --rounds 5           how often each work and its reference are measured, in turns
        --shape narrow       6 columns; or wide (40 columns), composite (a key of three columns),
                             uuid (random keys), jsonb (nearly all of a row); or several of them,
                             separated by commas
        --key sequence       or random: how the keys of narrow and wide lie in the table
        --chunk-size 50000   or all
        --threads 4          how many Tidemark may use
        --server 17          PostgreSQL 14, 15, 16, 17, 18, several of them, or a whole version
                             (17.10.0): a server of the bench's own, fetched with Maven
        --target embedded    or dev: the server that PGHOST, PGPORT, PGUSER, PGPASSWORD name
        --work first,increment,unchanged,start
                             what to measure; small, too: 100 small views and tables; heap: the
                             heap that a first run and the two increments need, without rounds and
                             plain statements; source-first, source-increment: a source in another
                             database, beside psql piped into psql and beside Spring Batch's own
                             JDBC reader and writer; job: 300 tasks without work
        --parallel 1         in how many ranges such a source is read

      The environment variable TIDEMARK names another command to measure (default: ./tidemark).\
      """;

  private static final Map<String, String> DEFAULTS = defaults();

  /** The works of docs/design.md section 10, the start-up times, and the heap. */
  enum Work {
    FIRST,
    INCREMENT,
    UNCHANGED,
    START,
    SMALL,
    HEAP,
    SOURCE_FIRST,
    SOURCE_INCREMENT,
    JOB
  }

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException if one is not known or out of range
   */
  static Options of(List<String> words) {
    Arguments arguments = Arguments.of(words, DEFAULTS);
    Options options =
        new Options(
            arguments.number("--rows"),
            arguments.number("--changed"),
            (int) arguments.number("--rounds"),
            arguments.text("--server").isEmpty() ? arguments.text("--target") : "dev",
            arguments.text("--server"),
            arguments.text("--chunk-size"),
            (int) arguments.number("--threads"),
            (int) arguments.number("--parallel"),
            arguments.one("--key", Rows.Key.class),
            arguments.some("--shape", Shape.class),
            arguments.some("--work", Work.class));
    if (options.changed > options.rows) {
      throw new IllegalArgumentException(
          "--changed is at most --rows, which is " + options.rows + ", not " + options.changed);
    }
    return options;
  }

  private static Map<String, String> defaults() {
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put("--rows", "5000000");
    defaults.put("--changed", "1000000");
    defaults.put("--rounds", "5");
    defaults.put("--shape", "narrow");
    defaults.put("--key", "sequence");
    defaults.put("--chunk-size", "50000");
    defaults.put("--threads", "4");
    defaults.put("--parallel", "1");
    defaults.put("--server", "");
    defaults.put("--target", "embedded");
    defaults.put("--work", "first,increment,unchanged,start");
    return defaults;
  }
}
