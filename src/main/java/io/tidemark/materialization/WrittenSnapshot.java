package io.tidemark.materialization;

import io.tidemark.graph.compile.NodeMacros;
import java.util.List;

/**
 * A snapshot of a project that has written a macro in the place of one by which dbt keeps
 * snapshots: it is kept by those macros, as dbt does it, in one transaction.
 */
final class WrittenSnapshot {

  private static final List<String> MACROS =
      List.of(
          "build_snapshot_table",
          "build_snapshot_staging_table",
          "snapshot_staging_table",
          "snapshot_merge_sql",
          "get_snapshot_table_column_names",
          "get_dbt_valid_to_current",
          "snapshot_get_time",
          "create_columns",
          "post_snapshot");

  private final NodeMacros macros;

  /** The snapshot of a node whose query is known to the macros. */
  WrittenSnapshot(NodeMacros macros) {
    this.macros = macros;
  }

  /** True if the project has written one of them. */
  boolean needed() {
    return MACROS.stream().anyMatch(name -> macros.replacing(name).isPresent());
  }

  /**
   * Makes the snapshot's table or adds to it.
   *
   * @param there true if the table is there
   */
  Materialized apply(boolean there) {
    List<?> told =
        macros.call("snapshot_by_macros", there) instanceof List<?> list ? list : List.of("", 0L);
    long rows = told.get(1) instanceof Number number ? number.longValue() : 0;
    return new Materialized(String.valueOf(told.get(0)), rows);
  }
}
