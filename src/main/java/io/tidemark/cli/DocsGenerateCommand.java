package io.tidemark.cli;

import io.tidemark.graph.Node;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.compile.Compiler;
import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.StatementException;
import io.tidemark.postgres.Statements;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.report.artifact.CatalogArtifact;
import io.tidemark.report.console.Console;
import io.tidemark.report.failure.SqlPlace;
import io.tidemark.template.Macro;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark docs generate}. */
@Command(
    name = "generate",
    header = "Write manifest.json and catalog.json: what is known of all nodes.",
    description = {
      "",
      "Programs that show or check a project's documentation read both. The pages themselves"
          + " (index.html) are not written by this version.",
      ""
    })
final class DocsGenerateCommand extends ProjectCommand {

  /** Of tests there is a table where their failures are kept. */
  private static final Set<ResourceType> CATALOGUED =
      Set.of(ResourceType.MODEL, ResourceType.SEED, ResourceType.SNAPSHOT, ResourceType.TEST);

  @Mixin SelectionOptions selection = new SelectionOptions();

  @Option(
      names = "--compile",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Compile the models and write the manifest first, or (--no-compile) don't.")
  boolean compile = true;

  @Option(names = "--empty-catalog", description = "Ask nothing of the database.")
  boolean emptyCatalog;

  @Option(names = "--static", description = "Refused: the pages are not written by this version.")
  boolean inOneFile;

  @Override
  int run(Console console) {
    if (inOneFile) {
      throw new ProjectException(
          Problem.of("--static asks for the pages in one file, which this version does not write")
              .next("Leave it out: manifest.json and catalog.json are written."));
    }
    Instant start = surroundings().clock().instant();
    LoadedProject project = load(console);
    RunScope scope = RunScope.of(this, selection.selector, null);
    SelectedNodes selected =
        SelectedNodes.of(project, selection.select, selection.exclude, scope, console);
    Map<String, Relation> nodes = new LinkedHashMap<>();
    for (Node node : project.manifest().nodes().values()) {
      if (CATALOGUED.contains(node.type())
          && node.becomesRelation()
          && selected.ids().contains(node.uniqueId())) {
        nodes.put(node.uniqueId(), node.relation());
      }
    }
    Map<String, Relation> sources = new LinkedHashMap<>();
    project
        .manifest()
        .sources()
        .forEach(
            (id, source) -> {
              if (selected.ids().contains(id)) {
                sources.put(id, source.relation());
              }
            });
    OutputFiles files = OutputFiles.of(project);
    if (compile) {
      // As in dbt: without, the artifacts that are there stay.
      LoadedProject deferred =
          new Deferral(project, scope).compiling(selected.compiled().keySet(), this, console);
      compile(deferred, selected, files, start, console);
    }
    new AssetCopies(project.project(), files).copy();
    Path file = files.file(CatalogArtifact.FILE_NAME);
    console.info("Building catalog");
    CatalogRows rows = rows(project, nodes, sources, console);
    List<OtherDatabase> others =
        emptyCatalog ? List.of() : OtherDatabase.of(project.output().database(), nodes, sources);
    try {
      new CatalogArtifact(facts(start), project.output().database(), rows.columns(), rows.stats())
          .write(file, nodes, sources, others.stream().map(OtherDatabase::error).toList());
    } catch (IOException e) {
      throw files.unwritable(e);
    }
    for (OtherDatabase other : others) {
      console.error(other.problem().render());
    }
    console.info("Catalog written to " + file);
    console.info("The pages (index.html) are not written by this version");
    return others.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  private void compile(
      LoadedProject project,
      SelectedNodes selected,
      OutputFiles files,
      Instant start,
      Console console) {
    selected.tell(project.engine(), SelectedNodes.RESULTS);
    CompileResults results = new CompileResults(this, new CompiledSql(project, files), start);
    try (AskedDatabase asked = new AskedDatabase(this, project, console)) {
      for (Node node : selected.compiled().values()) {
        results.compile(node, asked, !node.ephemeral());
      }
      // As in dbt what is empty too.
      for (Node empty : selected.empty()) {
        results.compile(empty, asked, true);
      }
      for (Node hook : selected.hooks(true).values()) {
        results.compile(hook, asked, true);
      }
    }
    selected.seeds().values().forEach(results::seed);
    results.write(project, files);
  }

  private CatalogRows rows(
      LoadedProject project,
      Map<String, Relation> nodes,
      Map<String, Relation> sources,
      Console console) {
    if (emptyCatalog) {
      return CatalogRows.of(List.of());
    }
    List<Relation> relations = new ArrayList<>(nodes.values());
    relations.addAll(sources.values());
    Macro macro = CatalogRows.macro(project, relations.size(), compile).orElse(null);
    if (macro != null) {
      try (AskedDatabase asked = new AskedDatabase(this, project, console)) {
        Compiler compiler = project.compiler().on(asked.database());
        return CatalogRows.of(macro, compiler, project.output().database(), relations);
      } catch (StatementException e) {
        throw new ProjectException(failures().problems(e, SqlPlace.NONE));
      }
    }
    try (TargetConnection connection = connect(project, console);
        Session session = connection.target().session()) {
      return CatalogRows.of(new Catalog(session, new Statements()).documented(relations));
    }
  }
}
