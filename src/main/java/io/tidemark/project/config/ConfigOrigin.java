package io.tidemark.project.config;

/** Where a configuration was written, from the most general to the most specific. */
public enum ConfigOrigin {
  /** What holds where nobody wrote anything, for example that a seed's materialization is seed. */
  DEFAULT,
  /** {@code dbt_project.yml}. */
  PROJECT,
  /** A properties file. */
  PROPERTIES,
  /** {@code config()} in the node's own file. */
  IN_FILE
}
