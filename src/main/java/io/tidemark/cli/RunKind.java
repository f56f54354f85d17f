package io.tidemark.cli;

import io.tidemark.graph.ResourceType;
import java.util.Arrays;
import java.util.Set;

/** Which of the commands that run nodes a run belongs to, by dbt's names. */
enum RunKind {
  /** Models. */
  RUN("run", "model", Set.of(ResourceType.MODEL)),
  /** Seeds. */
  SEED("seed", "seed", Set.of(ResourceType.SEED)),
  /** Snapshots. */
  SNAPSHOT("snapshot", "snapshot", Set.of(ResourceType.SNAPSHOT));

  private final String dbtName;
  private final String noun;
  private final Set<ResourceType> types;

  RunKind(String dbtName, String noun, Set<ResourceType> types) {
    this.dbtName = dbtName;
    this.noun = noun;
    this.types = types;
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
    return types;
  }

  /** The one of a name; an unknown one, as of an older version, is {@code run}. */
  static RunKind named(String name) {
    return Arrays.stream(values())
        .filter(kind -> kind.dbtName.equals(name))
        .findFirst()
        .orElse(RUN);
  }
}
