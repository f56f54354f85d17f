package io.tidemark.cli;

import io.tidemark.graph.ResourceType;
import java.util.Arrays;
import java.util.Set;

/** Which of the commands that run nodes a run belongs to, by dbt's names. */
enum RunKind {
  /** Models, and the sources in other databases. */
  RUN("run", "model"),
  /** Seeds. */
  SEED("seed", "seed"),
  /** Snapshots. */
  SNAPSHOT("snapshot", "snapshot"),
  /** Data tests and unit tests. */
  TEST("test", "test"),
  /** All of these, in one order. */
  BUILD("build", "node");

  private final String dbtName;
  private final String noun;

  RunKind(String dbtName, String noun) {
    this.dbtName = dbtName;
    this.noun = noun;
  }

  /** The command: {@code which} in artifacts. */
  String dbtName() {
    return dbtName;
  }

  /** What one of its nodes is called. */
  String noun() {
    return noun;
  }

  /** The kinds of nodes that it runs. */
  Set<ResourceType> types() {
    return switch (this) {
      case RUN -> Set.of(ResourceType.SOURCE, ResourceType.MODEL);
      case SEED -> Set.of(ResourceType.SEED);
      case SNAPSHOT -> Set.of(ResourceType.SNAPSHOT);
      case TEST -> Set.of(ResourceType.TEST, ResourceType.UNIT_TEST);
      case BUILD ->
          Set.of(
              ResourceType.SOURCE,
              ResourceType.FUNCTION,
              ResourceType.MODEL,
              ResourceType.SEED,
              ResourceType.SNAPSHOT,
              ResourceType.TEST,
              ResourceType.UNIT_TEST,
              ResourceType.EXPOSURE,
              ResourceType.SAVED_QUERY);
    };
  }

  /** The one of a name; an unknown one, as of an older version, is {@code run}. */
  static RunKind named(String name) {
    return Arrays.stream(values())
        .filter(kind -> kind.dbtName.equals(name))
        .findFirst()
        .orElse(RUN);
  }
}
