package io.tidemark.materialization;

import io.tidemark.graph.compile.NodeMacros;
import io.tidemark.load.increment.LoadException;
import io.tidemark.load.snapshot.HardDeletes;
import io.tidemark.load.snapshot.SnapshotRequest;
import io.tidemark.load.snapshot.SnapshotStrategy;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot's strategy that a project has written ({@code snapshot_…_strategy}), or dbt's own with
 * a macro of the project in the place of one that it asks.
 */
final class WrittenSnapshotStrategy {

  private static final Set<String> OWN = Set.of(SnapshotSettings.TIMESTAMP, SnapshotSettings.CHECK);

  private static final String HASH = "snapshot_hash_arguments";
  private static final String TIME = "snapshot_get_time";

  private final String name;
  private final NodeMacros macros;

  /**
   * The strategy of a node.
   *
   * @param name as it is configured
   * @param sql the compiled query
   */
  WrittenSnapshotStrategy(Work work, String name, String sql) {
    this.name = name;
    this.macros = work.compilation().macros().compiled(sql);
  }

  /** False where the engine's own strategy gives the same. */
  boolean needed() {
    return !OWN.contains(name)
        || List.of("snapshot_" + name + "_strategy", HASH, TIME).stream()
            .anyMatch(macro -> macros.replacing(macro).isPresent());
  }

  /**
   * Asks the macros.
   *
   * @param there true if the snapshot's table is there
   */
  SnapshotStrategy ask(SnapshotRequest request, boolean there) {
    String macro = "snapshot_" + name + "_strategy";
    if (!OWN.contains(name) && name.indexOf('.') < 0 && macros.replacing(macro).isEmpty()) {
      throw new LoadException(
              "there is no snapshot strategy " + name,
              "It is timestamp, check or one of your own: a macro " + macro + ".")
          .about("strategy");
    }
    Object answer = macros.call("snapshot_strategy_by_macros", there);
    if (!(answer instanceof Map<?, ?> said)) {
      throw new LoadException(
              "the snapshot strategy " + name + " gives no mapping",
              "Its macro must return one with unique_key, updated_at, row_changed and scd_id.")
          .about("strategy");
    }
    String hash = macros.text(HASH, List.of(request.columns().scdId().sql(), macros.text(TIME)));
    return new SnapshotStrategy(
        text(said, "updated_at"),
        text(said, "row_changed"),
        text(said, "scd_id"),
        hash,
        hardDeletes(said));
  }

  /** As in dbt it is the strategy that says it; those here say what is configured. */
  private static HardDeletes hardDeletes(Map<?, ?> said) {
    String named = String.valueOf(said.get("hard_deletes")).toUpperCase(Locale.ROOT);
    return Arrays.stream(HardDeletes.values())
        .filter(one -> one.name().equals(named))
        .findFirst()
        .orElse(HardDeletes.IGNORE);
  }

  private String text(Map<?, ?> said, String key) {
    @Nullable Object value = said.get(key);
    if (value == null) {
      throw new LoadException(
              "the snapshot strategy " + name + " does not say " + key,
              "Its macro must return a mapping with unique_key, updated_at, row_changed and"
                  + " scd_id.")
          .about("strategy");
    }
    return value.toString().strip();
  }
}
