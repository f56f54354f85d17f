package io.tidemark.graph;

import io.tidemark.postgres.Relation;
import java.util.Map;

/**
 * What a run reads where its nodes refer to others.
 *
 * @param rows which rows
 * @param deferred relations of another run, or another database, that are read in the place of
 *     nodes and sources, by their ids
 */
public record Reading(RowFilter rows, Map<String, Relation> deferred) {

  /** All rows of what the project itself becomes. */
  public static final Reading OWN = new Reading(RowFilter.NONE, Map.of());

  /** Copies the map. */
  public Reading {
    deferred = Map.copyOf(deferred);
  }
}
