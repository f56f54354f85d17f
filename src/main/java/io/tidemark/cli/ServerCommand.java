package io.tidemark.cli;

import io.tidemark.jinja.Environment;
import io.tidemark.postgres.ConnectionSettings;
import io.tidemark.postgres.embedded.EmbeddedServer;
import io.tidemark.project.ProjectYaml;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.profile.EmbeddedOutput;
import io.tidemark.project.profile.Output;
import io.tidemark.report.console.Console;
import io.tidemark.template.TemplateEngine;
import io.tidemark.template.Variables;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tidemark server start|stop}. */
@Command(
    name = "server",
    header = "Keep the embedded PostgreSQL running between commands, or stop it.",
    description = {
      "",
      "Without this it runs only while a command needs it. \"start\" prints how psql and other"
          + " programs connect.",
      ""
    })
final class ServerCommand extends ProjectCommand {

  @Parameters(paramLabel = "WHAT", description = "start or stop.")
  What what = What.start;

  /** What is to be done. */
  enum What {
    /** Start it and let it run. */
    start,
    /** Stop it, whoever uses it. */
    stop
  }

  @Override
  int run(Console console) {
    ProjectLoader loader = loader(console);
    ProjectYaml yaml = ProjectYaml.read(loader.directory());
    Environment environment = TemplateEngine.environment();
    Variables vars = new Variables(VarsOption.parse(options().vars), Map.of());
    Output output =
        loader.output(
            yaml, loader.renderer(environment, loader.invocation("", Map.of(), vars, false), true));
    if (!(output instanceof EmbeddedOutput embedded)) {
      throw new ProjectException(
          Problem.of("The target " + output.name() + " is not an embedded server")
              .found("Its type is " + output.type() + ".")
              .next("Choose one of type embedded with --target."));
    }
    EmbeddedServer server = TargetConnection.start(embedded, yaml.root(), console::info);
    if (what == What.stop) {
      server.stop();
      console.info("The embedded PostgreSQL is stopped");
      return ExitCode.OK;
    }
    server.detach();
    ConnectionSettings settings = server.settings();
    console.info(
        "The embedded PostgreSQL runs until: " + Program.name(surroundings()) + " server stop");
    console.print(
        "PGPASSFILE='%s.pgpass' psql -h %s -p %d -U %s %s"
            .formatted(
                yaml.root().resolve(embedded.directory()),
                settings.host(),
                settings.port(),
                settings.user(),
                settings.database()));
    return ExitCode.OK;
  }
}
