package io.tidemark.schedule.export;

import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.schedule.CronSchedule;
import io.tidemark.schedule.Job;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes jobs for an external scheduler. */
public final class ScheduleExport {

  /** What Debian's cron takes of a line, and no more. */
  private static final int LONGEST_CRON_COMMAND = 998;

  /** How often systemd continues a run that fails. */
  private static final int REPEATED_AN_HOUR = 4;

  private final Scheduler scheduler;
  private final Launch launch;
  private final ExportTemplates templates;
  private final Instant now;

  /**
   * An export that is ready.
   *
   * @param project the project's directory here, whose own templates come first
   * @param now decides which changes of the clocks are still to come
   */
  public ScheduleExport(Scheduler scheduler, Launch launch, Path project, Instant now) {
    this.scheduler = scheduler;
    this.launch = launch;
    this.templates = new ExportTemplates(project);
    this.now = now;
  }

  /** Whether a job can be exported: it has a schedule, or the scheduler needs none. */
  public boolean takes(Job job) {
    return job.schedule() != null || scheduler.takesUnscheduled();
  }

  /**
   * The files.
   *
   * @param jobs those that it {@linkplain #takes takes}
   * @throws ProjectException with all that can't be said to this scheduler
   */
  public List<ExportedFile> files(List<Job> jobs) {
    Problems problems = new Problems();
    check(problems);
    Map<String, Job> names = new LinkedHashMap<>();
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (Job job : jobs) {
      Job other = names.putIfAbsent(name(job), job);
      if (other != null) {
        problems.add(
            Problem.of(
                    "The jobs \"%s\" and \"%s\" would both be \"%s\""
                        .formatted(other.name(), job.name(), name(job)))
                .at(other.place())
                .at(job.place())
                .next("Rename one of them."));
      }
      Map<String, @Nullable Object> values = values(job, problems);
      if (values != null) {
        all.add(values);
      }
    }
    problems.throwIfAny();
    return scheduler == Scheduler.CRON ? crontab(all) : oneEach(all);
  }

  private List<ExportedFile> crontab(List<Map<String, @Nullable Object>> all) {
    String text = render("crontab.mustache", Map.of("jobs", all));
    text.lines()
        .filter(line -> !line.startsWith("#") && line.length() > LONGEST_CRON_COMMAND)
        .findFirst()
        .ifPresent(
            line -> {
              throw new ProjectException(
                  Problem.of("A line of the crontab is too long")
                      .found(
                          "It has %d characters; cron takes %d."
                              .formatted(line.length(), LONGEST_CRON_COMMAND))
                      .next("Put what makes it long (--vars, --param) into the project."));
            });
    return List.of(new ExportedFile("tidemark.crontab", text));
  }

  private List<ExportedFile> oneEach(List<Map<String, @Nullable Object>> all) {
    List<ExportedFile> files = new ArrayList<>();
    for (Map<String, @Nullable Object> values : all) {
      for (String template : scheduler.templates()) {
        String name = String.valueOf(values.get("name"));
        files.add(new ExportedFile(fileName(name, template), render(template, values)));
      }
    }
    return files;
  }

  private static String fileName(String name, String template) {
    String ending = template.replace(".mustache", "");
    return switch (ending) {
      case "service", "timer" -> name + "." + ending;
      case "cronjob.yaml" -> name + ".yaml";
      default -> name + ".py";
    };
  }

  private String render(String template, Map<String, @Nullable Object> values) {
    return templates.render(template, scheduler, values);
  }

  /** What a template may use; null if the job can't be exported. */
  private @Nullable Map<String, @Nullable Object> values(Job job, Problems problems) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("job", job.name());
    values.put("name", name(job));
    values.put("title", comment("Tidemark job " + job.name()));
    values.put("description", job.description());
    values.put("description_lines", job.description().lines().map(this::comment).toList());
    values.put("file", comment(job.place().file()));
    values.put("project", launch.project());
    values.put("program", launch.program());
    List<String> command = launch.command(job.name());
    values.put("command", command);
    values.put("arguments", command.subList(1, command.size()));
    values.put("directory", launch.directory());
    values.put("env_file", launch.envFile());
    values.put(
        "variables",
        launch.variables().stream()
            .map(one -> Map.of("name", one.name(), "optional", one.optional()))
            .toList());
    values.put("has_variables", !launch.variables().isEmpty());
    values.put("image", launch.image());
    values.put("namespace", launch.namespace());
    values.put("secret", launch.secret());
    values.put("lock_file", "logs/" + name(job) + ".lock");
    values.put("log_file", "logs/" + name(job) + ".log");
    values.put("catchup", job.catchup());
    values.put("max_active_runs", Integer.toString(job.maxActiveRuns()));
    values.put("tags", job.tags());
    values.put("start_date", moment(job.startDate()));
    values.put("end_date", moment(job.endDate()));
    values.put("unit_description", SystemdText.line("Tidemark job " + job.name()));
    values.put("unit_directory", SystemdText.line(launch.directory()));
    values.put(
        "unit_env_file", launch.envFile() == null ? null : SystemdText.line(launch.envFile()));
    values.put("bash_command", bash(job));
    return times(job, values, problems) ? values : null;
  }

  private boolean times(Job job, Map<String, @Nullable Object> values, Problems problems) {
    CronSchedule schedule = job.schedule();
    values.put("scheduled", schedule != null);
    values.put("schedule", null);
    values.put("timezone", zoneName(job.timezone()));
    values.put("note", null);
    values.put("on_calendar", List.of());
    values.put("start_limit", "");
    if (!isKnownToAll(job.timezone())) {
      problems.add(
          Problem.of("No scheduler knows the time zone \"%s\"".formatted(job.timezone()))
              .at(job.place())
              .next("Write one by its name, such as UTC, Europe/Zurich or Etc/GMT-1."));
      return false;
    }
    if (schedule == null) {
      return true;
    }
    try {
      if (scheduler == Scheduler.AIRFLOW) {
        values.put("schedule", CronLine.of(schedule.expression()).text());
        return true;
      }
      LaunchTimes times = LaunchTimes.of(schedule, now);
      values.put("schedule", times.line().text());
      values.put("timezone", times.zoneName());
      values.put("note", times.note());
      values.put("on_calendar", times.calendar());
      int anHour = times.line().minute().values().size();
      values.put("start_limit", Integer.toString(anHour + REPEATED_AN_HOUR));
      return true;
    } catch (IllegalArgumentException e) {
      problems.add(
          Problem.of(
                  "The schedule of the job \"%s\" can't be exported: %s"
                      .formatted(job.name(), e.getMessage()))
              .at(job.place())
              .next("Write it with numbers, names, *, lists, ranges and steps only."));
      return false;
    }
  }

  /** Offsets such as +01:00 are Java's own. */
  private static boolean isKnownToAll(ZoneId zone) {
    return zone.normalized().equals(ZoneOffset.UTC)
        || (ZoneId.getAvailableZoneIds().contains(zone.getId())
            && !zone.getId().startsWith("SystemV/"));
  }

  private static String zoneName(ZoneId zone) {
    return zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  /** For Airflow: what a shell runs, as a template that gives it the interval's start. */
  private String bash(Job job) {
    String environment =
        launch.envFile() == null
            ? ""
            : "set -a && . %s && set +a && ".formatted(ShellText.quoted(launch.envFile()));
    String command =
        "cd %s && %s%s"
            .formatted(
                ShellText.quoted(launch.directory()),
                environment,
                ShellText.line(launch.command(job.name())));
    return JinjaText.literal(command) + " --date \"{{ data_interval_start | ts }}\"";
  }

  private static @Nullable String moment(@Nullable Instant moment) {
    return moment == null ? null : moment.toString();
  }

  private String comment(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  private String name(Job job) {
    return switch (scheduler) {
      case CRON -> ExportNames.file(job.name());
      case SYSTEMD, AIRFLOW -> "tidemark-" + ExportNames.file(launch.project() + "-" + job.name());
      case KUBERNETES -> ExportNames.kubernetes("tidemark-" + launch.project() + "-" + job.name());
    };
  }

  private void check(Problems problems) {
    for (String text : texts()) {
      if (text.chars().anyMatch(Character::isISOControl)) {
        problems.add(
            Problem.of("A command for a scheduler can't have line breaks or control characters")
                .found("Found them in: " + comment(text))
                .next("Write it on one line."));
      }
    }
    if (!launch.directory().startsWith("/")) {
      problems.add(
          Problem.of("The project's directory must be absolute: " + launch.directory())
              .next("Say where it is on the machine that runs the jobs: --project-path /srv/shop"));
    }
    boolean unit = scheduler == Scheduler.SYSTEMD;
    if (unit && launch.program().contains("$")) {
      problems.add(
          Problem.of("systemd takes no program with a \"$\" in its path: " + launch.program()));
    }
    if (scheduler == Scheduler.KUBERNETES && launch.image() == null) {
      problems.add(
          Problem.of("Kubernetes has to know the image")
              .found("It must hold Tidemark, a JDK and the project.")
              .next("Say which: --image registry.example.org/shop:1.0"));
    }
  }

  private List<String> texts() {
    List<String> texts = new ArrayList<>(launch.options());
    texts.add(launch.program());
    texts.add(launch.directory());
    if (launch.envFile() != null) {
      texts.add(launch.envFile());
    }
    return texts;
  }
}
