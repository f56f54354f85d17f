package io.tidemark.graph.compile;

import io.tidemark.postgres.Relation;
import java.util.Map;

/**
 * What a run reads where its nodes refer to others.
 *
 * @param rows which rows
 * @param deferred relations of another run, or another database, that are read in the place of
 *     nodes and sources, by their ids
 * @param elsewhere where another run has nodes, by their ids: what foreign keys point to, as in dbt
 *     whatever is selected and whatever is there
 */
public record Reading(
    RowFilter rows, Map<String, Relation> deferred, Map<String, Relation> elsewhere) {

  /** All rows of what the project itself becomes. */
  public static final Reading OWN = new Reading(RowFilter.NONE, Map.of());

  /** What knows nothing of another run but these relations. */
  public Reading(RowFilter rows, Map<String, Relation> deferred) {
    this(rows, deferred, Map.of());
  }

  /** Copies the maps. */
  public Reading {
    deferred = Map.copyOf(deferred);
    elsewhere = Map.copyOf(elsewhere);
  }
}
