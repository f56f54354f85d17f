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
import java.util.ArrayList;
import java.util.LinkedHashSet;
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
      "Nothing is written. An incremental model whose table is there gives the rows that its next"
          + " run would load; with --full-refresh all.",
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
    LoadedProject project =
        load(console, VarsOption.parse(options().vars), fullRefresh, options().threads());
    RunScope scope = RunScope.of(this, selection.selector, null);
    String text = inline == null ? inlineDirect : inline;
    if (text != null && !selection.select.isEmpty()) {
      throw new ProjectException(
          Problem.of("--inline and --select are both given")
              .next("Leave one out: --inline is shown, or what is selected."));
    }
    List<Node> nodes = text == null ? nodes(project, scope, console) : List.of();
    nodes.stream()
        .filter(node -> node.type() == ResourceType.SEED)
        .forEach(seed -> print(console, project, seed, SeedContents.first(seed, limit)));
    List<@Nullable Node> asked = new ArrayList<>(nodes);
    asked.removeIf(node -> node != null && node.type() == ResourceType.SEED);
    if (text != null) {
      asked.add(null);
    }
    if (!asked.isEmpty()) {
      show(project, scope, asked, console);
    }
    return ExitCode.OK;
  }

  /** Asks the database for the rows of nodes; null is the query of the command line. */
  private void show(
      LoadedProject read, RunScope scope, List<@Nullable Node> nodes, Console console) {
    Set<String> selected = new LinkedHashSet<>();
    for (Node node : nodes) {
      if (node != null) {
        selected.add(node.uniqueId());
      }
    }
    LoadedProject project = new Deferral(read, scope).compiling(selected, this, console);
    CompiledSql compiled = new CompiledSql(project, new OutputFiles(project.targetPath()));
    try (AskedDatabase asked = new AskedDatabase(this, project, console);
        Session session = asked.connection().target().session()) {
      for (Node node : nodes) {
        try {
          String sql =
              node != null
                  ? behindHeader(node, compiled.compile(node, asked))
                  : inline != null
                      ? project
                          .compiler()
                          .on(asked.database())
                          .compileInline("inline query", inline)
                      : String.valueOf(inlineDirect);
          session.comment(
              node == null ? project.comments().of("inline_query") : project.comments().of(node));
          print(console, project, node, session.readOnly(() -> session.rows(sql, limit)));
        } catch (StatementException e) {
          SqlPlace places = node == null ? SqlPlace.NONE : compiled.places(node);
          throw new ProjectException(failures().problems(e, places));
        }
      }
    }
  }

  /** As dbt sends it: a header may even be the beginning of the query. */
  private static String behindHeader(Node model, String sql) {
    String header = model.config().string("sql_header");
    return header == null ? sql : header + "\n" + sql;
  }

  private void print(Console console, LoadedProject project, @Nullable Node node, RowSet rows) {
    NodeOutput event =
        new NodeOutput(node, project.project().name(), output == Form.json, options().log.quiet);
    String name = event.name();
    String heading = name == null ? "Previewing inline node:" : "Previewing node '" + name + "':";
    if (output == Form.json) {
      String preview =
          RowsJson.rows(rows.columns(), rows.numeric(), rows.whole(), rows.rows()).toString();
      String text =
          RowsJson.render(name, rows.columns(), rows.numeric(), rows.whole(), rows.rows());
      console.show(null, text, event.shown(heading, preview, text));
      return;
    }
    String table = TextTable.render(rows.columns(), rows.numeric(), rows.rows());
    console.show(heading, table, event.shown(heading, table + "\n", table + "\n"));
  }

  private List<Node> nodes(LoadedProject project, RunScope scope, Console console) {
    if (selection.select.isEmpty() && selection.selector == null) {
      throw new ProjectException(
          Problem.of("show needs a model or a query")
              .next("Say which: --select MODEL, or --inline \"select …\""));
    }
    SelectedNodes selected =
        SelectedNodes.of(project, selection.select, selection.exclude, scope, console);
    Map<String, Node> all = selected.compiled();
    all.putAll(selected.seeds());
    all.values().removeIf(node -> node.type() == ResourceType.FUNCTION);
    List<Node> nodes = chosen(List.copyOf(all.values()));
    if (nodes.isEmpty()) {
      throw new ProjectException(
          Problem.of("No model is selected").next("Name one model with --select."));
    }
    return nodes;
  }

  /** Those that are named; else those that aren't tests, which come with what they test. */
  private List<Node> chosen(List<Node> nodes) {
    List<Node> named = nodes.stream().filter(selection::names).toList();
    List<Node> others = nodes.stream().filter(node -> node.type() != ResourceType.TEST).toList();
    return !named.isEmpty() ? named : others.isEmpty() ? nodes : others;
  }
}
