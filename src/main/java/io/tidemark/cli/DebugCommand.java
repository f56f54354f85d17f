package io.tidemark.cli;

import io.tidemark.graph.SourceNode;
import io.tidemark.jinja.Environment;
import io.tidemark.postgres.ConnectionSettings;
import io.tidemark.postgres.RunningStatements;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import io.tidemark.project.ProjectYaml;
import io.tidemark.project.profile.Output;
import io.tidemark.project.properties.SourceConnection;
import io.tidemark.report.console.Console;
import io.tidemark.template.TemplateEngine;
import io.tidemark.template.Variables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidemark debug}. */
@Command(
    name = "debug",
    header = "Tell what project, profile, connection and server were found, and what is wrong.",
    description = "")
final class DebugCommand extends ProjectCommand {

  @Option(
      names = "--connection",
      description = "Look at the profile and the connection only, not at the project's files.")
  boolean connection;

  @Option(
      names = "--config-dir",
      description = "Print the directory in which profiles.yml is looked for, and do no more.")
  boolean configDir;

  private boolean wrong;

  @Override
  int run(Console console) {
    if (configDir) {
      console.print(profilesDirectory(console).toString());
      return ExitCode.OK;
    }
    console.print("tidemark version: " + Version.number());
    console.print("java version: " + Runtime.version());
    console.print("os: " + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    ProjectYaml yaml = check(console, "dbt_project.yml", () -> yaml(console));
    if (yaml != null) {
      Output output = check(console, "profiles.yml", () -> output(console, yaml));
      if (output != null) {
        check(console, "connection", () -> connect(console, yaml, output));
      }
      if (!connection) {
        LoadedProject project = check(console, "project", () -> read(console));
        if (project != null) {
          connections(console, project);
        }
      }
    }
    console.print(wrong ? "Something is wrong; see above." : "All checks passed!");
    return wrong ? ExitCode.WRONG : ExitCode.OK;
  }

  private ProjectYaml yaml(Console console) {
    ProjectYaml yaml = ProjectYaml.read(loader(console).directory());
    console.print("project directory: " + yaml.root());
    return yaml;
  }

  private Output output(Console console, ProjectYaml yaml) {
    ProjectLoader loader = loader(console);
    console.print("profiles file: " + loader.profiles(yaml.root()).read().path());
    Environment environment = TemplateEngine.environment();
    Variables vars = new Variables(VarsOption.parse(options().vars), Map.of());
    return loader.output(
        yaml, loader.renderer(environment, loader.invocation("", Map.of(), vars, false), true));
  }

  private String connect(Console console, ProjectYaml yaml, Output output) {
    try (TargetConnection connection =
            TargetConnection.open(output, yaml.root(), new RunningStatements(), console::info);
        Session session = connection.target().session()) {
      ConnectionSettings settings = connection.target().database().settings();
      Map<String, @Nullable Object> facts = new LinkedHashMap<>();
      facts.put("profile", output.profile());
      facts.put("target", output.name());
      facts.put("type", output.type());
      facts.put("host", settings.host());
      facts.put("port", settings.port());
      facts.put("user", settings.user());
      facts.put("database", settings.database());
      facts.put("schema", output.schema());
      facts.put("threads", output.threads());
      facts.put("role", settings.role());
      facts.put("search_path", settings.searchPath());
      facts.put("sslmode", settings.sslMode().word());
      facts.put(
          "server",
          session
              .first(
                  connection.target().statements().text("catalog/server"), row -> row.getString(1))
              .orElse("?"));
      facts.forEach(
          (name, value) -> {
            if (value != null) {
              console.print("  " + name + ": " + value);
            }
          });
      return "connected";
    }
  }

  private LoadedProject read(Console console) {
    LoadedProject project = load(console);
    int models = project.manifest().models().size();
    console.print("  " + models + " models, " + project.manifest().sources().size() + " sources");
    return project;
  }

  /** The other databases that sources are loaded from, each by one of them. */
  private void connections(Console console, LoadedProject project) {
    Map<String, SourceNode> sources = new LinkedHashMap<>();
    for (SourceNode source : project.manifest().sources().values()) {
      SourceConnection named = source.source().connection();
      if (source.loaded() && named != null) {
        sources.putIfAbsent(named.name(), source);
      }
    }
    sources.forEach(
        (name, source) ->
            check(console, "connection " + name, () -> connect(console, project, source)));
  }

  private String connect(Console console, LoadedProject project, SourceNode source) {
    try (SourceDatabases databases =
            SourceDatabases.of(project, List.of(source), new RunningStatements(), console::info);
        Session session = databases.of(source).open()) {
      console.print("  " + databases.of(source).display());
      String server = new Statements().text("catalog/server");
      console.print("  server: " + session.first(server, row -> row.getString(1)).orElse("?"));
      return "connected";
    }
  }

  /** Where profiles.yml is, or would be looked for last. */
  private Path profilesDirectory(Console console) {
    ProjectLoader loader = loader(console);
    List<Path> candidates = loader.profiles(loader.directory()).candidates();
    Path file =
        candidates.stream()
            .filter(Files::exists)
            .findFirst()
            .orElse(candidates.get(candidates.size() - 1));
    return file.resolveSibling(".").normalize();
  }

  /** Something to be looked at. */
  private interface Look<T> {
    T take();
  }

  /** Looks, and tells how it went; null if something is wrong. */
  private <T> @Nullable T check(Console console, String what, Look<T> look) {
    try {
      T found = look.take();
      console.print(what + ": [OK]");
      return found;
    } catch (RuntimeException e) {
      wrong = true;
      console.print(what + ": [ERROR]");
      console.print(failures().of(e).indent(2).stripTrailing());
      return null;
    }
  }
}
