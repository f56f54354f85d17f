package io.tidemark.schedule;

import io.tidemark.graph.Dag;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.yaml.YamlEntry;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one job file. Everything that is wrong with it is found at once. */
final class JobReader {

  private static final List<String> KEYS =
      List.of(
          "job",
          "description",
          "schedule",
          "timezone",
          "start_date",
          "end_date",
          "catchup",
          "max_active_runs",
          "event_time",
          "tags",
          "params",
          "defaults",
          "tasks",
          "on_success",
          "on_failure");

  /** As in Airflow; a slash would divide a task from its nodes in the names of steps. */
  private static final Pattern NAME = Pattern.compile("[\\w.-]+", Pattern.UNICODE_CHARACTER_CLASS);

  private final JobFields fields;
  private final Problems problems;

  JobReader(YamlMapping mapping, Problems problems) {
    this.fields = new JobFields(mapping, problems);
    this.problems = problems;
  }

  /** The job, as far as it can be told; null if it has no name. */
  @Nullable Job read() {
    fields.plain().rejectUnknown(KEYS);
    String name = fields.plain().text("job");
    if (name == null) {
      fields.plain().missing("The file does not say the job's name", "Write it: job: my_job");
      return null;
    }
    checkName("job", name, fields);
    ZoneId zone = fields.zone("timezone");
    List<Task> tasks = tasks();
    List<Param> params = params();
    checkTemplates(name, params);
    Job job =
        new Job(
            name,
            fields.plain().text("description", ""),
            schedule(zone),
            zone,
            fields.moment("start_date", zone),
            fields.moment("end_date", zone),
            fields.bool("catchup", false),
            fields.integer("max_active_runs", 1, 1),
            fields.one("event_time", JobReader::interval, List.of("interval"), false),
            fields.plain().texts("tags"),
            params,
            tasks,
            CallbackReader.read(fields),
            fields.placeOf("job"));
    checkDates(job);
    checkOrder(job);
    return job;
  }

  private void checkTemplates(String job, List<Param> params) {
    ParamUses uses = new ParamUses(job, params.stream().map(Param::name).toList());
    TemplateTexts texts = new TemplateTexts(uses, problems);
    for (String key : List.of("tasks", "defaults", "on_success", "on_failure")) {
      YamlNode node = fields.plain().get(key);
      if (node != null) {
        texts.check(node);
      }
    }
  }

  private static Optional<Boolean> interval(String text) {
    return text.equals("interval") ? Optional.of(true) : Optional.empty();
  }

  private @Nullable CronSchedule schedule(ZoneId zone) {
    String text = fields.plain().text("schedule");
    if (text == null) {
      return null;
    }
    try {
      return CronSchedule.of(text, zone);
    } catch (IllegalArgumentException e) {
      problems.add(
          Problem.of("The schedule can't be used: " + e.getMessage())
              .at(fields.placeOf("schedule"))
              .next("Write a cron line such as \"0 3 * * *\" or a preset such as @daily."));
      return null;
    }
  }

  private List<Param> params() {
    YamlMapping mapping = fields.plain().mapping("params");
    List<Param> params = new ArrayList<>();
    for (YamlEntry entry : mapping == null ? List.<YamlEntry>of() : mapping.entries()) {
      params.add(param(entry));
    }
    return params;
  }

  private Param param(YamlEntry entry) {
    if (!(entry.value() instanceof YamlMapping mapping)) {
      Object value = entry.value().value();
      return new Param(entry.name(), value, value == null, false, "", entry.place());
    }
    JobFields inner = new JobFields(mapping, problems);
    inner.plain().rejectUnknown(List.of("default", "identifying", "description"));
    YamlNode value = inner.plain().get("default");
    return new Param(
        entry.name(),
        value == null ? null : value.value(),
        value == null,
        inner.bool("identifying", false),
        inner.plain().text("description", ""),
        entry.place());
  }

  private List<Task> tasks() {
    TaskPolicy defaults = PolicyReader.defaults(fields);
    Map<String, Task> tasks = new LinkedHashMap<>();
    for (YamlMapping mapping : fields.plain().mappings("tasks")) {
      Task task = task(mapping, defaults);
      Task first = task == null ? null : tasks.putIfAbsent(task.id(), task);
      if (task != null && first != null) {
        problems.add(
            Problem.of("There are two tasks \"%s\"".formatted(task.id()))
                .at(first.place())
                .at(task.place())
                .next("Rename one of them."));
      }
    }
    if (tasks.isEmpty() && !problems.hasErrors()) {
      fields.plain().missing("The job has no task", "Write tasks: [{id: all, select: \"*\"}]");
    }
    return List.copyOf(tasks.values());
  }

  private @Nullable Task task(YamlMapping mapping, TaskPolicy defaults) {
    JobFields task = new JobFields(mapping, problems);
    List<String> known = new ArrayList<>(List.of("id", "description", "depends_on"));
    known.addAll(WorkReader.allKeys());
    known.addAll(PolicyReader.KEYS);
    task.plain().rejectUnknown(known);
    String id = task.plain().text("id");
    if (id == null) {
      task.plain().missing("A task has no id", "Write it: id: my_task");
      return null;
    }
    checkName("task", id, task);
    TaskWork work = WorkReader.read(id, task);
    TaskPolicy policy = PolicyReader.read(task, defaults);
    Set<String> dependsOn = new LinkedHashSet<>(task.plain().texts("depends_on"));
    return work == null
        ? new Task(
            id,
            new TaskWork.Select(List.of(), List.of(), false),
            List.copyOf(dependsOn),
            policy,
            task.placeOf("id"))
        : new Task(id, work, List.copyOf(dependsOn), policy, task.placeOf("id"));
  }

  private void checkName(String what, String name, JobFields where) {
    if (!NAME.matcher(name).matches()) {
      problems.add(
          Problem.of("\"%s\" can't be the name of a %s".formatted(name, what))
              .at(where.placeOf(what.equals("task") ? "id" : what))
              .found("Allowed: letters, digits, \"_\", \"-\" and \".\"."));
    }
  }

  private void checkDates(Job job) {
    if (job.startDate() != null
        && job.endDate() != null
        && !job.startDate().isBefore(job.endDate())) {
      problems.add(
          Problem.of("The job ends before it starts")
              .at(fields.placeOf("start_date"))
              .at(fields.placeOf("end_date")));
    }
    boolean none = job.schedule() == null && fields.plain().get("schedule") == null;
    if (job.catchup() && none) {
      problems.add(
          Problem.of("\"catchup\" needs a schedule: without one there is no interval to miss")
              .at(fields.placeOf("catchup"))
              .next("Write a schedule, or remove catchup."));
    }
    if (job.catchup() && job.startDate() == null) {
      problems.add(
          Problem.of("\"catchup\" needs a start_date: it would reach back for ever")
              .at(fields.placeOf("catchup"))
              .next("Write start_date: 2024-01-01"));
    }
  }

  private void checkOrder(Job job) {
    List<String> ids = job.tasks().stream().map(Task::id).toList();
    for (Task task : job.tasks()) {
      for (String upstream : task.dependsOn()) {
        if (!ids.contains(upstream)) {
          problems.add(
              Problem.of(
                      "The task \"%s\" depends on \"%s\", which is none"
                          .formatted(task.id(), upstream))
                  .at(dependsOnPlace(task.id()))
                  .found("Tasks: %s.".formatted(String.join(", ", ids)))
                  .next(NearestName.question(upstream, ids).orElse(null)));
        }
      }
    }
    Dag dag = job.dag();
    dag.cycle()
        .ifPresent(
            cycle ->
                problems.add(
                    cycle.stream()
                        .distinct()
                        .map(this::dependsOnPlace)
                        .reduce(
                            Problem.of(
                                    "The tasks wait for each other in a circle: "
                                        + String.join(" → ", cycle))
                                .next("Remove one of these depends_on."),
                            Problem::at,
                            (one, other) -> other)));
  }

  private Place dependsOnPlace(String id) {
    for (YamlMapping mapping : fields.plain().mappings("tasks")) {
      YamlNode own = mapping.get("id");
      if (own != null && id.equals(String.valueOf(own.value()))) {
        return mapping.placeOf("depends_on");
      }
    }
    return fields.placeOf("tasks");
  }
}
