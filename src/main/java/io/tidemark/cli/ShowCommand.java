package io.tidemark.cli;

import io.tidemark.graph.Node;
import io.tidemark.graph.ResourceType;
import io.tidemark.materialization.SeedContents;
import io.tidemark.postgres.RowSet;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.StatementException;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.report.console.Console;
import io.tidemark.report.failure.SqlPlace;
import io.tidemark.report.table.RowsJson;
import io.tidemark.report.table.TextTable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark show}. */
@Command(
    name = "show",
    header = "Print the rows of a node's SELECT, of a seed's file, or of a query.",
    description = {
      "",
      "Nothing is written. An incremental model is shown as it would be built from nothing:"
          + " is_incremental() is false.",
      ""
    })
final class ShowCommand extends ProjectCommand {

  @Mixin SelectionOptions selection = new SelectionOptions();

  @Option(
      names = "--inline",
      paramLabel = "SQL",
      description = "The query; it may use ref(), source() and macros.")
  @Nullable String inline;

  @Option(
      names = "--inline-direct",
      paramLabel = "SQL",
      description = "The query as it is to run; nothing in it is rendered.")
  @Nullable String inlineDirect;

  @Option(
      names = {"-f", "--full-refresh"},
      description = "What flags.FULL_REFRESH says.")
  boolean fullRefresh;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many rows; -1 for all. Default: 5.")
  int limit = 5;

  @Option(names = "--output", paramLabel = "FORM", description = "text (default) or json.")
  Form output = Form.text;

  /** How rows are printed. */
  enum Form {
    /** As a table. */
    text,
    /** As dbt's JSON. */
    json
  }

  @Override
  int run(Console console) {
    LoadedProject project = load(console);
    RunScope scope = RunScope.of(this, selection.selector, null);
    String text = inline == null ? inlineDirect : inline;
    Node model = text == null ? model(project, scope, console) : null;
    if (model != null && model.type() == ResourceType.SEED) {
      print(console, model, SeedContents.first(model, limit));
      return ExitCode.OK;
    }
    Set<String> selected = model == null ? Set.of() : Set.of(model.uniqueId());
    project = new Deferral(project, scope).compiling(selected, this, console);
    CompiledSql compiled = new CompiledSql(project, new OutputFiles(project.targetPath()));
    try (AskedDatabase asked = new AskedDatabase(this, project, console);
        Session session = asked.connection().target().session()) {
      String sql =
          model != null
              ? compiled.compile(model, asked.database())
              : inline != null
                  ? project.compiler().on(asked.database()).compileInline("inline query", inline)
                  : String.valueOf(inlineDirect);
      print(console, model, session.readOnly(() -> session.rows(sql, limit)));
    } catch (StatementException e) {
      SqlPlace places = model == null ? SqlPlace.NONE : compiled.places(model);
      throw new ProjectException(failures().problems(e, places));
    }
    return ExitCode.OK;
  }

  private void print(Console console, @Nullable Node model, RowSet rows) {
    if (output == Form.json) {
      String name = model == null ? null : model.name();
      console.print(RowsJson.render(name, rows.columns(), rows.numeric(), rows.rows()));
      return;
    }
    console.info(
        model == null ? "Previewing inline node:" : "Previewing node '" + model.name() + "':");
    console.print(TextTable.render(rows.columns(), rows.numeric(), rows.rows()));
  }

  private Node model(LoadedProject project, RunScope scope, Console console) {
    if (selection.select.isEmpty() && selection.selector == null) {
      throw new ProjectException(
          Problem.of("show needs a model or a query")
              .next("Say which: --select MODEL, or --inline \"select …\""));
    }
    SelectedNodes selected =
        SelectedNodes.of(project, selection.select, selection.exclude, scope, console);
    Map<String, Node> all = selected.compiled();
    all.putAll(selected.seeds());
    List<Node> nodes = chosen(List.copyOf(all.values()));
    if (nodes.isEmpty()) {
      throw new ProjectException(
          Problem.of("No model is selected").next("Name one model with --select."));
    }
    if (nodes.size() != 1) {
      throw new ProjectException(
          Problem.of("show takes one model")
              .found(
                  "The selection has "
                      + nodes.size()
                      + ": "
                      + String.join(", ", nodes.stream().map(Node::name).toList()))
              .next("Name one model with --select."));
    }
    return nodes.get(0);
  }

  /** Those that are named; else those that aren't tests, which come with what they test. */
  private List<Node> chosen(List<Node> nodes) {
    List<Node> named = nodes.stream().filter(selection::names).toList();
    List<Node> others = nodes.stream().filter(node -> node.type() != ResourceType.TEST).toList();
    return !named.isEmpty() ? named : others.isEmpty() ? nodes : others;
  }
}
