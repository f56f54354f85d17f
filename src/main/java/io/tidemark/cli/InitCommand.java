package io.tidemark.cli;

import io.tidemark.project.ProjectName;
import io.tidemark.project.ProjectYaml;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.profile.ProfilesFile;
import io.tidemark.project.profile.ProfilesLocation;
import io.tidemark.project.yaml.ValueRenderer;
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
    header = "Make a new project that runs at once, or a project's profile.",
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
      description = "Ask for no profile.")
  boolean skipProfileSetup;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = {
        "The new project's name and folder: letters, digits and underscores.",
        "Without it a project's folder gets the profile that its dbt_project.yml names, for which"
            + " is asked, as its profile_template.yml says; elsewhere a name is asked for."
      })
  @Nullable String name;

  @Override
  public Integer call() throws IOException {
    Surroundings surroundings = Objects.requireNonNull(root).surroundings();
    Questions questions = new Questions(surroundings);
    Path given = options().projectDir;
    Path here = given == null ? surroundings.directory() : surroundings.directory().resolve(given);
    if (name == null && Files.exists(here.resolve("dbt_project.yml"))) {
      setUp(surroundings, questions, here);
    } else {
      make(surroundings, name == null ? asked(surroundings, questions) : name);
    }
    return ExitCode.OK;
  }

  private GlobalOptions options() {
    return Objects.requireNonNull(root).options;
  }

  /** The profile of the project that is there. */
  private void setUp(Surroundings surroundings, Questions questions, Path project)
      throws IOException {
    String profile = options().profile;
    if (profile != null) {
      throw new ProjectException(
          Problem.of("Can not init existing project with specified profile")
              .next("Write it into dbt_project.yml: profile: " + profile));
    }
    if (skipProfileSetup) {
      return;
    }
    ProjectYaml yaml = ProjectYaml.read(project);
    String named = yaml.profileName(ValueRenderer.identity());
    if (named == null) {
      throw new ProjectException(
          Problem.of("dbt_project.yml names no profile")
              .at(yaml.profilePlace())
              .next("Write it: profile: my_profile"));
    }
    new ProfileSetup(surroundings, questions).run(project, profiles(surroundings, project), named);
  }

  /** As in dbt a new one is none of the project's files: it may hold a password. */
  private Path profiles(Surroundings surroundings, Path project) {
    Path given = options().profilesDir;
    Path asked = given == null ? null : surroundings.directory().resolve(given);
    List<Path> candidates =
        new ProfilesLocation(asked, project, surroundings.directory(), surroundings.home())
            .candidates();
    return candidates.stream()
        .filter(Files::exists)
        .findFirst()
        .orElse(candidates.get(candidates.size() - 1));
  }

  private static String asked(Surroundings surroundings, Questions questions) {
    while (true) {
      String answer =
          questions.text("Enter a name for your project (letters, digits, underscore)", null);
      if (ProjectName.problemWith(answer).isEmpty()) {
        return answer;
      }
      surroundings.out().println(answer + " is not a valid project name.");
    }
  }

  private void make(Surroundings surroundings, String name) throws IOException {
    ProjectName.problemWith(name)
        .ifPresent(
            problem -> {
              throw new ProjectException(problem);
            });
    String profile = options().profile;
    Path folder = surroundings.directory().resolve(name);
    if (Files.exists(folder)) {
      throw new ProjectException(
          Problem.of("There is a folder or file \"" + name + "\" already")
              .found(folder.toString())
              .next("Choose another name, or remove it."));
    }
    if (profile != null) {
      Path file = profiles(surroundings, surroundings.directory());
      if (!Files.exists(file)
          || ProfilesFile.read(file, file.toString()).mapping().get(profile) == null) {
        throw new ProjectException(
            Problem.of("Could not find profile named '" + profile + "'")
                .found("Looked in " + file + ".")
                .next("Correct the name, or leave --profile out."));
      }
    }
    for (String file : FILES) {
      if (profile != null && file.equals("profiles.yml")) {
        continue;
      }
      Path target = folder.resolve(file.equals("gitignore") ? ".gitignore" : file);
      Files.createDirectories(Objects.requireNonNull(target.getParent()));
      String text = text(file);
      if (profile != null) {
        text = text.replace("profile: __name__", "profile: " + profile);
      }
      Files.writeString(target, text.replace("__name__", name));
    }
    surroundings.out().println("Made the project " + name + " in " + folder);
    surroundings
        .out()
        .println(
            "Go on with: cd " + name + " && " + Program.nameFromElsewhere(surroundings) + " run");
  }

  private static String text(String file) throws IOException {
    try (InputStream in = InitCommand.class.getResourceAsStream("/init/" + file)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
