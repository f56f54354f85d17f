package io.tidemark.jinja.value;

/** What may be done with an undefined value. */
public enum UndefinedMode {
  /** Jinja2's default: prints as nothing; attributes, items, calls and arithmetic are errors. */
  STANDARD,
  /** As {@link #STANDARD}, and printing it is an error too. */
  STRICT,
  /** dbt's at parse time: attributes, items and calls of it are itself; prints as nothing. */
  CHAINABLE
}
