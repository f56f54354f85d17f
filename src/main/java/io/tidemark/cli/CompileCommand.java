package io.tidemark.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.graph.Node;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.compile.Compiler;
import io.tidemark.postgres.StatementException;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.report.console.Console;
import io.tidemark.report.failure.SqlPlace;
import io.tidemark.report.table.RowsJson;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark compile}. */
@Command(
    name = "compile",
    header =
        "Render the SQL of models, data tests, snapshots and analyses into target/compiled. Needs"
            + " no database, unless a template asks it or is_incremental().",
    description = {
      "",
      "Incremental models are rendered as their next run would: is_incremental() is true where"
          + " the table is there, unless with --full-refresh. The SQL of a node that is selected by"
          + " its name is printed too, as is that of --inline.",
      ""
    })
final class CompileCommand extends ProjectCommand {

  @Mixin SelectionOptions selection = new SelectionOptions();

  @Option(names = "--inline", paramLabel = "SQL", description = "Render this instead of models.")
  @Nullable String inline;

  @Option(
      names = {"-f", "--full-refresh"},
      description = "What flags.FULL_REFRESH says.")
  boolean fullRefresh;

  @Option(names = "--output", paramLabel = "FORM", description = "text (default) or json.")
  ShowCommand.Form output = ShowCommand.Form.text;

  @Mixin RowOptions rows = new RowOptions();

  @Override
  int run(Console console) {
    Instant start = surroundings().clock().instant();
    LoadedProject project =
        load(console, VarsOption.parse(options().vars), fullRefresh, options().threads());
    RunScope scope = RunScope.of(this, selection.selector, rows);
    if (inline != null && !selection.select.isEmpty()) {
      throw new ProjectException(
          Problem.of("--inline and --select are both given")
              .next("Leave one out: --inline is compiled, or what is selected."));
    }
    try (AskedDatabase asked = new AskedDatabase(this, project, console)) {
      if (inline != null) {
        Compiler compiler =
            asAsked(new Deferral(project, scope).compiling(Set.of(), this, console))
                .compiler()
                .on(asked.database());
        print(console, project, null, compiler.compileInline("inline query", inline));
      } else {
        compile(project, scope, asked, start, console);
      }
    } catch (StatementException e) {
      throw new ProjectException(failures().problems(e, SqlPlace.NONE));
    }
    return ExitCode.OK;
  }

  private void compile(
      LoadedProject read, RunScope scope, AskedDatabase database, Instant start, Console console) {
    SelectedNodes selected =
        SelectedNodes.of(read, selection.select, selection.exclude, scope, console);
    Map<String, Node> nodes = selected.compiled();
    nodes.putAll(selected.hooks(false));
    selected.tell(read.engine(), SelectedNodes.RESULTS);
    Set<Node> printed = printed(nodes.values());
    LoadedProject project =
        asAsked(new Deferral(read, scope).compiling(nodes.keySet(), this, console));
    OutputFiles files = OutputFiles.of(read);
    CompileResults results = new CompileResults(this, new CompiledSql(project, files), start);
    // As in dbt an ephemeral model has a result only where it is asked for.
    boolean ephemerals = !selection.select.isEmpty();
    selected.seeds().values().forEach(results::seed);
    for (Node node : nodes.values()) {
      String sql = results.compile(node, database, ephemerals || !node.ephemeral());
      if (printed.contains(node)) {
        print(console, project, node, sql);
      }
    }
    results.write(project, files);
    console.info(
        "Compiled "
            + FoundNodes.counted(nodes.values())
            + " into "
            + project.project().root().relativize(files.folder().resolve("compiled")));
  }

  private LoadedProject asAsked(LoadedProject project) {
    return options().accepted.injectEphemeralCtes ? project : project.bare();
  }

  /** As in dbt those that the selection names; and one that is selected alone in any other way. */
  private Set<Node> printed(Collection<Node> nodes) {
    if (selection.select.isEmpty() && selection.selector == null) {
      return Set.of();
    }
    Set<Node> named =
        nodes.stream().filter(selection::names).collect(Collectors.toCollection(HashSet::new));
    List<Node> models = nodes.stream().filter(node -> node.type() == ResourceType.MODEL).toList();
    if (named.isEmpty() && models.size() == 1) {
      named.addAll(models);
    }
    return named.isEmpty() && nodes.size() == 1 ? Set.copyOf(nodes) : named;
  }

  /** As dbt shows one node: as text, or as an object with its name. */
  private void print(Console console, LoadedProject project, @Nullable Node node, String sql) {
    NodeOutput event =
        new NodeOutput(
            node, project.project().name(), output == ShowCommand.Form.json, options().log.quiet);
    String heading =
        node == null ? "Compiled inline node is:" : "Compiled node '" + node.name() + "' is:";
    if (output == ShowCommand.Form.json) {
      ObjectNode object = new ObjectMapper().createObjectNode();
      if (node != null) {
        object.put("node", node.name());
      }
      object.put("compiled", sql);
      String text = RowsJson.indented(object);
      console.show(null, text, event.compiled(heading, sql, text));
      return;
    }
    console.show(heading, sql, event.compiled(heading, sql, sql));
  }
}
