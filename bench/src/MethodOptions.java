import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code bench/methods} is asked for.
 *
 * @param rows how many rows the target has
 * @param changed how many rows the increment has
 * @param rounds how often each method is measured
 * @param chunkRows rows a chunk
 * @param target {@code embedded}, or another word for the server that the environment names
 * @param server the PostgreSQL version of a server of the bench's own, or empty
 * @param key whether the keys lie in the table in order or at random
 */
record MethodOptions(
    long rows,
    long changed,
    int rounds,
    long chunkRows,
    String target,
    String server,
    Rows.Key key,
    Set<Shape> shapes,
    Set<Change> changes,
    Set<Division> divisions,
    Set<Method> methods) {

  static final String HELP =
      """
      bench/methods [--quick] [option value]...

        --rows 5000000       rows in the target
        --changed 1000000    rows in the increment
        --rounds 3           how often each method is measured, in turns
        --chunk-size 50000   rows a chunk
        --shape narrow,wide,composite,uuid
        --key sequence       or random: how the keys of narrow and wide lie in the table
        --changes all,half,none
                             how many rows of the increment differ from the target's; new, too: none
                             of them has a key that is there
        --division whole,lookup
                             one transaction; chunks: a range of the staging table's pages each, the
                             planner left alone; lookup: the same with nested loops only
        --method upsert,upsert-filtered,merge,merge-filtered,update-insert,
                 update-insert-filtered,delete-insert
        --server 17          PostgreSQL 14, 15, 16, 17, 18, several of them, or a whole version
        --target embedded    or dev: the server that PGHOST, PGPORT, PGUSER, PGPASSWORD name
        --quick              --rows 200000 --changed 40000 --rounds 3 --chunk-size 10000
                             --changes all,none; what is given beside it wins\
      """;

  private static final String QUICK = "--quick";

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException if one is not known or out of range
   */
  static MethodOptions of(List<String> words) {
    List<String> pairs = new ArrayList<>(words);
    boolean quick = pairs.remove(QUICK);
    Arguments arguments = Arguments.of(pairs, defaults(quick));
    MethodOptions options =
        new MethodOptions(
            arguments.number("--rows"),
            arguments.number("--changed"),
            (int) arguments.number("--rounds"),
            arguments.number("--chunk-size"),
            arguments.text("--target"),
            arguments.text("--server"),
            arguments.one("--key", Rows.Key.class),
            arguments.some("--shape", Shape.class),
            arguments.some("--changes", Change.class),
            arguments.some("--division", Division.class),
            arguments.some("--method", Method.class));
    if (options.changed > options.rows) {
      throw new IllegalArgumentException(
          "--changed is at most --rows, which is " + options.rows + ", not " + options.changed);
    }
    return options;
  }

  private static Map<String, String> defaults(boolean quick) {
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put("--rows", quick ? "100000" : "5000000");
    defaults.put("--changed", quick ? "20000" : "1000000");
    defaults.put("--rounds", "3");
    defaults.put("--chunk-size", quick ? "5000" : "50000");
    defaults.put("--shape", all(Shape.values()));
    defaults.put("--key", "sequence");
    defaults.put("--changes", quick ? "all,none" : "all,half,none");
    defaults.put("--division", quick ? "lookup" : "whole,lookup");
    defaults.put("--method", all(Method.values()));
    defaults.put("--server", "");
    defaults.put("--target", "embedded");
    return defaults;
  }

  private static String all(Enum<?>[] constants) {
    return String.join(",", List.of(constants).stream().map(Arguments::word).toList());
  }
}
