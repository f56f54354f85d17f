package io.tidemark.cli;

import io.tidemark.graph.Node;
import io.tidemark.report.console.Console;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark compile}. */
@Command(
    name = "compile",
    header = "Render the models' SQL into target/compiled. Needs no database.",
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
    LoadedProject project = load(console);
    if (inline != null) {
      console.print(project.compiler().compileInline("inline query", inline));
      return ExitCode.OK;
    }
    OutputFiles files = new OutputFiles(project.targetPath());
    CompiledSql compiled = new CompiledSql(project, files);
    Map<String, Node> models =
        SelectedNodes.of(project.manifest(), selection.select, selection.exclude, console).models();
    for (Node model : models.values()) {
      String sql = compiled.compile(model);
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
    return ExitCode.OK;
  }
}
