package io.tidemark.cli;

import io.tidemark.project.ProjectName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tidemark init}. */
@Command(
    name = "init",
    header = "Make a new project that runs at once, on a PostgreSQL of its own.",
    description = "")
final class InitCommand implements Callable<Integer> {

  private static final List<String> FILES =
      List.of(
          "dbt_project.yml",
          "profiles.yml",
          "gitignore",
          "initdb/01_raw.sql",
          "macros/generate_schema_name.sql",
          "models/staging/sources.yml",
          "models/staging/stg_orders.sql",
          "models/marts/orders.sql",
          "models/marts/orders.yml");

  @ParentCommand @Nullable RootCommand root;

  @Option(
      names = {"-s", "--skip-profile-setup"},
      hidden = true,
      description = "Accepted for dbt's sake: the profile is in the project.")
  boolean skipProfileSetup;

  @Parameters(
      paramLabel = "NAME",
      description = "The project's name and folder: letters, digits and underscores.")
  String name = "";

  @Override
  public Integer call() throws IOException {
    Surroundings surroundings = Objects.requireNonNull(root).surroundings();
    ProjectName.problemWith(name)
        .ifPresent(
            problem -> {
              throw new ProjectException(problem);
            });
    Path folder = surroundings.directory().resolve(name);
    if (Files.exists(folder)) {
      throw new ProjectException(
          Problem.of("There is a folder or file \"" + name + "\" already")
              .found(folder.toString())
              .next("Choose another name, or remove it."));
    }
    for (String file : FILES) {
      Path target = folder.resolve(file.equals("gitignore") ? ".gitignore" : file);
      Files.createDirectories(Objects.requireNonNull(target.getParent()));
      Files.writeString(target, text(file).replace("__name__", name));
    }
    surroundings.out().println("Made the project " + name + " in " + folder);
    surroundings
        .out()
        .println(
            "Go on with: cd " + name + " && " + Program.nameFromElsewhere(surroundings) + " run");
    return ExitCode.OK;
  }

  private static String text(String file) throws IOException {
    try (InputStream in = InitCommand.class.getResourceAsStream("/init/" + file)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
