package io.tidemark.template;

import io.tidemark.project.file.SourceFile;

/** The languages of the project's files. Thread-safe. */
record Dialects(JinjaDialect jinja, MustacheDialect mustache, PythonDialect python) {

  /** Those of files whose Jinja is rendered by {@code jinja}. */
  static Dialects of(JinjaDialect jinja) {
    return new Dialects(jinja, new MustacheDialect(), new PythonDialect(jinja));
  }

  /** That of a file. */
  Dialect of(SourceFile file) {
    if (file.isPython()) {
      return python;
    }
    return file.isMustache() ? mustache : jinja;
  }
}
