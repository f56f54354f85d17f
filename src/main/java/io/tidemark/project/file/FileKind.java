package io.tidemark.project.file;

/** What a file of a project is, told by the directory it was found in and its extension. */
public enum FileKind {
  /** {@code .sql}, {@code .sql.mustache} or {@code .py} below a model path. */
  MODEL,
  /** {@code .csv} below a seed path. */
  SEED,
  /** {@code .sql} below a snapshot path. */
  SNAPSHOT,
  /** {@code .sql} below a macro path. */
  MACRO,
  /** {@code .sql} below an analysis path. */
  ANALYSIS,
  /** {@code .sql} or {@code .py} below a function path. */
  FUNCTION,
  /** {@code .sql} below a test path. */
  SINGULAR_TEST,
  /** {@code .sql} below {@code generic} in a test path. */
  GENERIC_TEST,
  /** {@code .csv} or {@code .sql} below {@code fixtures} in a test path. */
  FIXTURE,
  /** {@code .md} below a docs path. */
  DOCS,
  /** {@code .yml} or {@code .yaml} below any of the paths. */
  PROPERTIES
}
