package io.tidemark.template.table;

import io.tidemark.jinja.value.Arguments;

/** What agate has for files and pictures, and a template may not. */
final class TableFiles {

  private TableFiles() {}

  static RuntimeException refused(Arguments arguments) {
    String function = arguments.function();
    return arguments.error(
        function.contains("chart") || function.contains("plot")
            ? function + "() draws a picture, which templates can't. print_bars() prints one."
            : function
                + "() reads or writes a file, which templates may not. print_csv() and print_json()"
                + " print a table; a seed brings a file into the database.");
  }
}
