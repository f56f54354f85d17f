package io.tidemark.template;

import io.tidemark.project.file.FileKind;
import io.tidemark.project.file.SourceFile;

/** The languages of the project's files. Thread-safe. */
record Dialects(
    JinjaDialect jinja, JinjaDialect files, MustacheDialect mustache, PythonDialect python) {

  /** Those of files whose Jinja is rendered by {@code jinja}. */
  static Dialects of(JinjaDialect jinja) {
    return new Dialects(jinja, jinja.ofFiles(), new MustacheDialect(), new PythonDialect(jinja));
  }

  /** That of a file. */
  Dialect of(SourceFile file) {
    // dbt renders a function in Python as it does one in SQL.
    if (file.isPython() && file.kind() != FileKind.FUNCTION) {
      return python;
    }
    return file.isMustache() ? mustache : files;
  }
}
