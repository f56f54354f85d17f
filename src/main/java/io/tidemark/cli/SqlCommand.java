package io.tidemark.cli;

import io.tidemark.postgres.RowSet;
import io.tidemark.postgres.Session;
import io.tidemark.report.console.Console;
import io.tidemark.report.table.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark sql}. */
@Command(
    name = "sql",
    header = "Run a statement on the target, and print its rows.",
    description = {
      "",
      "For a look or a change by hand where there is no psql. The statement is a template: it may"
          + " use ref(), source() and macros. It is committed if it succeeds.",
      ""
    })
final class SqlCommand extends ProjectCommand {

  @Parameters(paramLabel = "SQL", description = "The statement, or several with semicolons.")
  String statement = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Print at most so many rows; -1 for all. Default: 1000.")
  int limit = 1000;

  @Override
  int run(Console console) {
    LoadedProject project = load(console);
    String sql = project.compiler().compileInline("statement", statement);
    try (TargetConnection connection = connect(project, console);
        Session session = connection.target().session()) {
      RowSet rows = session.inTransaction(() -> session.anything(sql, limit));
      if (!rows.columns().isEmpty()) {
        console.print(TextTable.render(rows.columns(), rows.numeric(), rows.rows()));
      }
      console.info(
          rows.changed() < 0
              ? "Done"
              : "Done: " + rows.changed() + (rows.changed() == 1 ? " row" : " rows"));
    }
    return ExitCode.OK;
  }
}
