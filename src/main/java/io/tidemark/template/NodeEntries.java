package io.tidemark.template;

import java.util.Map;

/** A graph that can tell of one node without being made whole. Thread-safe. */
public interface NodeEntries {

  /**
   * The node as dbt's manifest has it.
   *
   * @return the caller's own; empty where there is no such node, or none is known yet
   */
  Map<String, ?> entry(String uniqueId);
}
