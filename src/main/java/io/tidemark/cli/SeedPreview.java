package io.tidemark.cli;

import io.tidemark.graph.Node;
import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.RowSet;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import io.tidemark.report.console.Console;
import io.tidemark.report.table.TextTable;
import java.util.Collection;
import java.util.Map;

/** Shows some rows of the tables that seeds have become. */
final class SeedPreview {

  private static final int ROWS = 10;

  private final ProjectCommand command;
  private final LoadedProject project;
  private final Console console;

  SeedPreview(ProjectCommand command, LoadedProject project, Console console) {
    this.command = command;
    this.project = project;
    this.console = console;
  }

  /** Prints them, seed by seed; one that has no table is left out. */
  void show(Collection<Node> seeds) {
    try (TargetConnection connection = command.connect(project, console);
        Session session = connection.target().session()) {
      Statements statements = connection.target().statements();
      for (Node seed : seeds) {
        if (new Catalog(session, statements).kind(seed.relation()).isPresent()) {
          String sql = statements.render("seed/show", Map.of("relation", seed.relation()));
          print(seed, session.readOnly(() -> session.rows(sql, ROWS)));
        }
      }
    }
  }

  private void print(Node seed, RowSet rows) {
    console.info("Sample of table: " + seed.relation().display());
    console.print(TextTable.render(rows.columns(), rows.numeric(), rows.rows()));
  }
}
