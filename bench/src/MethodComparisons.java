import io.tidemark.postgres.Statements;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that is measured for one shape, in turns. */
final class MethodComparisons {

  private final MethodOptions options;
  private final Server server;
  private final MethodStages stages;
  private final Rows rows;

  MethodComparisons(MethodOptions options, Server server, MethodStages stages, Rows rows) {
    this.options = options;
    this.server = server;
    this.stages = stages;
    this.rows = rows;
  }

  /** One line of the table. */
  private record Way(Division division, Method method) {}

  /** Measures what the options ask for, and prints a table. */
  void measure() throws Exception {
    List<String> table = new ArrayList<>();
    for (Change change : options.changes()) {
      measure(change)
          .forEach((way, costs) -> table.add(costs.row(change, way.division(), way.method())));
    }
    System.out.printf("%nshape %s%n%n%s%n", Arguments.word(rows.shape()), Costs.header());
    table.forEach(System.out::println);
  }

  /** Each round begins one way further on. */
  private Map<Way, Costs> measure(Change change) throws Exception {
    Map<Way, Costs> costs = new LinkedHashMap<>();
    ways().forEach(way -> costs.put(way, new Costs()));
    List<Way> order = new ArrayList<>(costs.keySet());
    for (int round = 0; round < options.rounds(); round++) {
      for (Way way : order) {
        costs.get(way).add(apply(way, change, round == 0));
        if (round == options.rounds() - 1) {
          System.err.println(costs.get(way).row(change, way.division(), way.method()));
        }
      }
      Collections.rotate(order, -1);
    }
    return costs;
  }

  private List<Way> ways() throws Exception {
    List<Way> ways = new ArrayList<>();
    for (Division division : options.divisions()) {
      for (Method method : options.methods()) {
        if (method.worksOn(server.majorVersion())) {
          ways.add(new Way(division, method));
        }
      }
    }
    return ways;
  }

  private Cost apply(Way way, Change change, boolean check) throws Exception {
    server.copy(stages.stage(change), Stages.DATABASE);
    long chunk = way.division() == Division.WHOLE ? rows.changed() : options.chunkRows();
    try (Application application =
        new Application(server, new Statements(), stages.tags(), way.method())) {
      if (way.division().nestedLoops()) {
        application.lookUpEachRow();
      }
      Cost cost = application.apply(rows.changed(), chunk);
      if (check) {
        application.check(change.expected(rows));
      }
      return cost;
    }
  }
}
