import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was asked for on the command line.
 *
 * @param rows how many orders there are
 * @param changed how many of them an increment holds; at most {@code rows}
 * @param rounds how often each work and its reference are measured
 * @param target an output of {@code bench/project/profiles.yml}
 * @param chunkSize rows a chunk, or {@code all}
 * @param key whether the keys lie in the table in order or at random
 * @param works what is measured
 */
record Options(
    long rows,
    long changed,
    int rounds,
    String target,
    String chunkSize,
    Key key,
    Set<Work> works) {

  static final String HELP =
      """
      bench/run [option value]...

        --rows 5000000       orders in the table
        --changed 1000000    how many of them an increment holds
        --rounds 5           how often each work and its reference are measured, in turns
        --target embedded    or dev: the server that PGHOST, PGPORT, PGUSER, PGPASSWORD name
        --chunk-size 50000   or all
        --key sequence       or random: how the keys lie in the table
        --work first,increment,unchanged,start
                             what to measure

      The environment variable TIDEMARK names another command to measure (default: ./tidemark).""";

  /** The works of DESIGN section 11, and the start-up times. */
  enum Work {
    FIRST,
    INCREMENT,
    UNCHANGED,
    START
  }

  /** Neighbours in the table are neighbours in the index, or nowhere near. */
  enum Key {
    SEQUENCE,
    RANDOM
  }

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException if one is not known or out of range
   */
  static Options of(List<String> arguments) {
    Options options =
        new Options(
            5_000_000, 1_000_000, 5, "embedded", "50000", Key.SEQUENCE, Set.of(Work.values()));
    for (int i = 0; i < arguments.size(); i += 2) {
      if (i + 1 == arguments.size()) {
        throw new IllegalArgumentException(arguments.get(i) + " needs a value");
      }
      options = options.with(arguments.get(i), arguments.get(i + 1));
    }
    if (options.rounds < 1 || options.changed < 1 || options.changed > options.rows) {
      throw new IllegalArgumentException(
          "it takes 1 <= changed <= rows and 1 <= rounds, not " + options);
    }
    return options;
  }

  private Options with(String name, String value) {
    return switch (name) {
      case "--rows" ->
          new Options(Long.parseLong(value), changed, rounds, target, chunkSize, key, works);
      case "--changed" ->
          new Options(rows, Long.parseLong(value), rounds, target, chunkSize, key, works);
      case "--rounds" ->
          new Options(rows, changed, Integer.parseInt(value), target, chunkSize, key, works);
      case "--target" -> new Options(rows, changed, rounds, value, chunkSize, key, works);
      case "--chunk-size" -> new Options(rows, changed, rounds, target, value, key, works);
      case "--key" ->
          new Options(rows, changed, rounds, target, chunkSize, named(Key.class, value), works);
      case "--work" -> new Options(rows, changed, rounds, target, chunkSize, key, works(value));
      default -> throw new IllegalArgumentException("no option " + name);
    };
  }

  private static Set<Work> works(String list) {
    Set<Work> works = new TreeSet<>();
    Arrays.stream(list.split(",")).map(name -> named(Work.class, name)).forEach(works::add);
    return works;
  }

  private static <T extends Enum<T>> T named(Class<T> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    name + " is none of " + Arrays.toString(type.getEnumConstants())));
  }
}
