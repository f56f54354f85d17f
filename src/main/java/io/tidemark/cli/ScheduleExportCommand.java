package io.tidemark.cli;

import io.tidemark.project.ProjectYaml;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.yaml.YamlScalar;
import io.tidemark.report.console.Console;
import io.tidemark.schedule.Job;
import io.tidemark.schedule.Jobs;
import io.tidemark.schedule.Param;
import io.tidemark.schedule.export.ExportedFile;
import io.tidemark.schedule.export.Launch;
import io.tidemark.schedule.export.ScheduleExport;
import io.tidemark.schedule.export.Scheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidemark schedule export}. */
@Command(
    name = "export",
    header = "Write jobs for cron, systemd, Kubernetes or Airflow. Needs no database.",
    description = {
      "",
      "The files launch: tidemark run --job JOB",
      "That may be repeated as often as one likes: it continues a run that failed, and ends at once"
          + " where there is nothing to do.",
      "A file of the same name in jobs/templates goes before the built-in template:"
          + " crontab.mustache, service.mustache, timer.mustache, cronjob.yaml.mustache,"
          + " dag.py.mustache. In it, {{name}} is quoted for the file's language, {{{name}}} is not.",
      ""
    })
final class ScheduleExportCommand extends ProjectCommand {

  /** How long a launch waits while another run works on the same target. */
  private static final String PATIENCE = "3600";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "SCHEDULER",
      description = "One of ${COMPLETION-CANDIDATES}.")
  @Nullable Target to;

  /** What launches the jobs, by its name on the command line. */
  enum Target {
    /** A crontab. */
    cron(Scheduler.CRON),
    /** Units of systemd. */
    systemd(Scheduler.SYSTEMD),
    /** CronJobs of Kubernetes. */
    kubernetes(Scheduler.KUBERNETES),
    /** DAGs of Airflow. */
    airflow(Scheduler.AIRFLOW);

    private final Scheduler scheduler;

    Target(Scheduler scheduler) {
      this.scheduler = scheduler;
    }
  }

  @Option(
      names = "--job",
      paramLabel = "JOB",
      description = "A job, or several with one option each. Default: all that have a schedule.")
  List<String> jobs = new ArrayList<>();

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Write files into this folder. Default: print them.")
  @Nullable Path output;

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "A parameter that the launches give to the job.")
  Map<String, String> params = new LinkedHashMap<>();

  @Option(
      names = "--project-path",
      paramLabel = "DIR",
      description =
          "Where the project is on the machine that runs the jobs. Default: where it is here; for"
              + " Kubernetes /project.")
  @Nullable String projectPath;

  @Option(
      names = "--program",
      paramLabel = "FILE",
      description =
          "Tidemark's launcher there. Default: as it is called here; for Kubernetes tidemark.")
  @Nullable String program;

  @Option(
      names = "--env-file",
      paramLabel = "FILE",
      description =
          "For cron, systemd and Airflow: a file there with NAME=value lines, such as passwords.")
  @Nullable String envFile;

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      description = "For Kubernetes: the image with Tidemark, a JDK and the project.")
  @Nullable String image;

  @Option(
      names = "--namespace",
      paramLabel = "NAME",
      description = "For Kubernetes: the namespace. Default: that of whoever applies the file.")
  @Nullable String namespace;

  @Option(
      names = "--secret",
      paramLabel = "NAME",
      description =
          "For Kubernetes: the secret with the variables that the profile reads. Default:"
              + " tidemark-PROJECT.")
  @Nullable String secret;

  @Override
  int run(Console console) {
    Scheduler scheduler = Objects.requireNonNull(to).scheduler;
    ProjectLoader loader = loader(console);
    ProjectYaml yaml = ProjectYaml.read(loader.directory());
    Jobs all = JobFiles.read(yaml.root());
    ProfileVariables profile = ProfileVariables.of(this, loader, yaml);
    if (scheduler == Scheduler.KUBERNETES && profile.embedded()) {
      throw new ProjectException(
          Problem.of("The embedded server's data would be gone with each pod")
              .found("The output " + profile.output() + " is of type embedded.")
              .next("Choose an output of type postgres: --target NAME"));
    }
    ScheduleExport export =
        new ScheduleExport(
            scheduler,
            launch(scheduler, yaml, profile),
            yaml.root(),
            surroundings().clock().instant());
    List<Job> chosen = chosen(all, export);
    checkParams(chosen);
    List<ExportedFile> files = export.files(chosen);
    if (output == null) {
      files.forEach(file -> console.print(shown(file, files.size(), scheduler)));
    } else {
      files.forEach(file -> write(file, surroundings().directory().resolve(output), console));
    }
    if (envFile == null && scheduler != Scheduler.KUBERNETES && !profile.variables().isEmpty()) {
      warn(
          "The profile reads %s from the environment, which a scheduler does not have by itself: see --env-file"
              .formatted(
                  String.join(
                      ", ", profile.variables().stream().map(Launch.Variable::name).toList())));
    }
    return ExitCode.OK;
  }

  private List<Job> chosen(Jobs all, ScheduleExport export) {
    if (!jobs.isEmpty()) {
      List<Job> named = jobs.stream().distinct().map(all::named).toList();
      named.stream()
          .filter(job -> !export.takes(job))
          .findFirst()
          .ifPresent(
              job -> {
                throw new ProjectException(
                    Problem.of("The job \"%s\" has no schedule".formatted(job.name()))
                        .at(job.place())
                        .next("Write one: schedule: \"0 3 * * *\""));
              });
      return named;
    }
    List<Job> taken = all.all().stream().filter(export::takes).toList();
    List<String> left =
        all.all().stream().filter(job -> !export.takes(job)).map(Job::name).toList();
    if (taken.isEmpty()) {
      throw new ProjectException(
          Problem.of("There is no job to export")
              .found(
                  left.isEmpty()
                      ? "The folder jobs/ has no job file."
                      : "These have no schedule: " + String.join(", ", left) + "."));
    }
    if (!left.isEmpty()) {
      warn("Without a schedule, and so not exported: " + String.join(", ", left));
    }
    return taken;
  }

  private void checkParams(List<Job> chosen) {
    Problems problems = new Problems();
    for (Job job : chosen) {
      List<String> known = job.params().stream().map(Param::name).toList();
      for (Param param : job.params()) {
        if (param.required() && !params.containsKey(param.name())) {
          problems.add(
              Problem.of(
                      "The job \"%s\" has to be given \"%s\"".formatted(job.name(), param.name()))
                  .at(param.place())
                  .next("Give it: --param %s=VALUE".formatted(param.name())));
        }
      }
      for (String name : params.keySet()) {
        if (!known.contains(name)) {
          problems.add(
              Problem.of("The job \"%s\" has no param \"%s\"".formatted(job.name(), name))
                  .at(job.place())
                  .found(known.isEmpty() ? null : "Its params: " + String.join(", ", known) + ".")
                  .next(NearestName.question(name, known).orElse(null)));
        }
      }
    }
    problems.throwIfAny();
  }

  private Launch launch(Scheduler scheduler, ProjectYaml yaml, ProfileVariables profile) {
    boolean kubernetes = scheduler == Scheduler.KUBERNETES;
    String project =
        yaml.mapping().get("name") instanceof YamlScalar name ? name.text() : "project";
    return new Launch(
        program == null
            ? kubernetes ? "tidemark" : Program.nameFromElsewhere(surroundings())
            : program,
        launchOptions(kubernetes),
        project,
        projectPath == null ? kubernetes ? "/project" : yaml.root().toString() : projectPath,
        profile.variables(),
        envFile,
        image,
        namespace,
        secret == null ? "tidemark-" + project.replace('_', '-') : secret);
  }

  /** What this command was given and a launch needs as well. */
  private List<String> launchOptions(boolean kubernetes) {
    List<String> words = new ArrayList<>();
    params.forEach((name, value) -> words.addAll(List.of("--param", name + "=" + value)));
    GlobalOptions given = options();
    if (given.profilesDir != null && !kubernetes) {
      words.addAll(
          List.of(
              "--profiles-dir", surroundings().directory().resolve(given.profilesDir).toString()));
    }
    if (given.profile != null) {
      words.addAll(List.of("--profile", given.profile));
    }
    if (given.target != null) {
      words.addAll(List.of("--target", given.target));
    }
    if (given.vars != null) {
      words.addAll(List.of("--vars", given.vars));
    }
    words.addAll(List.of("--lock-timeout", PATIENCE));
    return words;
  }

  /** Beside the output, which may be on its way into a file. */
  private void warn(String text) {
    surroundings().err().println("[WARNING]: " + text);
  }

  private static String shown(ExportedFile file, int files, Scheduler scheduler) {
    String text = file.text().stripTrailing();
    if (files == 1) {
      return text;
    }
    // Several documents are one stream of YAML; of other files a person has to see where one ends.
    return scheduler == Scheduler.KUBERNETES
        ? "---\n" + text
        : "# " + file.name() + "\n" + text + "\n";
  }

  private static void write(ExportedFile file, Path folder, Console console) {
    Path path = folder.resolve(file.name());
    try {
      Files.createDirectories(folder);
      Files.writeString(path, file.text());
    } catch (IOException e) {
      throw new ProjectException(
          Problem.of("The file " + path + " can't be written")
              .found("The system says: %s.".formatted(e.getMessage()))
              .next("Check the folder's owner and rights, or choose another with --output."));
    }
    console.info("Wrote " + path);
  }
}
