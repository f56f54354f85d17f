package io.tidemark.cli;

import io.tidemark.report.console.Console;
import java.time.Instant;
import picocli.CommandLine.Command;

/** {@code tidemark parse}. */
@Command(
    name = "parse",
    header = "Read and check the whole project and write manifest.json. Needs no database.",
    description = "")
final class ParseCommand extends ProjectCommand {

  @Override
  int run(Console console) {
    Instant start = surroundings().clock().instant();
    LoadedProject project = load(console);
    int jobs = JobFiles.read(project.project().root()).all().size();
    writeManifest(project, start);
    console.info(
        "Found "
            + new FoundNodes(project.manifest()).text()
            + ", "
            + project.engine().macros().all().size()
            + " macros"
            + (jobs == 0 ? "" : ", " + jobs + (jobs == 1 ? " job" : " jobs"))
            + ". All is well.");
    return ExitCode.OK;
  }
}
