import io.tidemark.postgres.Statements;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * Measures the ways in which an increment, frozen in a staging table, can be applied to a target:
 * in plain SQL, without Tidemark. Each application starts from the same copy of a database.
 */
final class Methods {

  private Methods() {}

  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]);
    List<String> rest = List.of(arguments).subList(1, arguments.length);
    if (rest.contains("--help")) {
      System.out.println(MethodOptions.HELP);
      return;
    }
    MethodOptions options;
    try {
      options = MethodOptions.of(rest);
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage() + "\n\n" + MethodOptions.HELP);
      System.exit(2);
      return;
    }
    Path project = root.resolve("bench/project");
    try (Server server = Server.of(options.server(), options.target(), project)) {
      heading(options, server);
      for (Shape shape : options.shapes()) {
        Rows rows = new Rows(shape, options.rows(), options.changed(), options.key());
        MethodStages stages = new MethodStages(server, rows, new Statements());
        new MethodComparisons(options, server, stages, rows).measure();
      }
      server.drop(Stages.DATABASE);
    }
  }

  private static void heading(MethodOptions options, Server server) throws SQLException {
    System.out.printf(
        "%nPostgreSQL %s, %d processors; a target of %,d rows, an increment of %,d; keys: %s, "
            + "chunks of %,d; medians of %d rounds (least to greatest)%n",
        server.version(),
        Runtime.getRuntime().availableProcessors(),
        options.rows(),
        options.changed(),
        Arguments.word(options.key()),
        options.chunkRows(),
        options.rounds());
  }
}
