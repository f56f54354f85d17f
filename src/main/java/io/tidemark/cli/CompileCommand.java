package io.tidemark.cli;

import io.tidemark.graph.Compiler;
import io.tidemark.graph.Node;
import io.tidemark.postgres.StatementException;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.report.console.Console;
import io.tidemark.report.failure.SqlPlace;
import io.tidemark.template.TemplateDatabase;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark compile}. */
@Command(
    name = "compile",
    header =
        "Render the models' SQL into target/compiled. Needs no database, unless a template asks it.",
    description = {
      "",
      "Incremental models are rendered as they are built from nothing: is_incremental() is false."
          + " With one model, or with --inline, the SQL is printed too.",
      ""
    })
final class CompileCommand extends ProjectCommand {

  @Mixin SelectionOptions selection = new SelectionOptions();

  @Option(names = "--inline", paramLabel = "SQL", description = "Render this instead of models.")
  @Nullable String inline;

  @Override
  int run(Console console) {
    Instant start = surroundings().clock().instant();
    LoadedProject project = load(console);
    try (AskedDatabase asked = new AskedDatabase(this, project, console)) {
      if (inline != null) {
        Compiler compiler = project.compiler().on(asked.database());
        console.print(compiler.compileInline("inline query", inline));
      } else {
        compile(project, asked.database(), start, console);
      }
    } catch (StatementException e) {
      throw new ProjectException(failures().problems(e, SqlPlace.NONE));
    }
    return ExitCode.OK;
  }

  private void compile(
      LoadedProject project, TemplateDatabase database, Instant start, Console console) {
    OutputFiles files = new OutputFiles(project.targetPath());
    CompiledSql compiled = new CompiledSql(project, files);
    Map<String, Node> models =
        SelectedNodes.of(project.manifest(), selection.select, selection.exclude, console).models();
    for (Node model : models.values()) {
      String sql = compiled.compile(model, database);
      if (models.size() == 1) {
        console.info("Compiled node '" + model.name() + "' is:");
        console.print(sql);
      }
    }
    ManifestFile.write(project, files, facts(start), compiled);
    console.info(
        "Compiled "
            + models.size()
            + (models.size() == 1 ? " model" : " models")
            + " into "
            + project.project().root().relativize(files.folder().resolve("compiled")));
  }
}
