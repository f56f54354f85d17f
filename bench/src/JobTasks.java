import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a task of a job costs beside its work: launches of jobs with many tasks that do nothing,
 * less those of jobs with one.
 */
final class JobTasks {

  private static final int TASKS = 300;

  /** A task by its number; those that are skipped, are skipped because of the first. */
  private static final Map<String, String> KINDS =
      new TreeMap<>(
          Map.of(
              "skipped", "{id: t%d, sql: 'select 1', depends_on: [none]}",
              "when", "{id: t%d, sql: 'select 1', when: 'false'}",
              "wait_for", "{id: t%d, wait_for: 'select true'}",
              "sql", "{id: t%d, sql: 'select 1'}"));

  private final Tidemark tidemark;
  private final Path project;
  private final Options options;
  private LocalDate date = LocalDate.of(2001, 1, 1);

  JobTasks(Tidemark tidemark, Path project, Options options) {
    this.tidemark = tidemark;
    this.project = project;
    this.options = options;
  }

  void measure() throws Exception {
    Path directory = directory();
    run(directory, "sql_1");
    System.out.printf(
        "%n| %d tasks without work | launch, s | a task, ms | processor, a task, ms | at most, ms"
            + " |%n| --- | --- | --- | --- | --- |%n",
        TASKS);
    for (String kind : KINDS.keySet()) {
      row(kind, directory, kind);
    }
    again(directory);
  }

  private void row(String name, Path directory, String job) throws Exception {
    Taken many = new Taken();
    Taken one = new Taken();
    for (int round = 0; round < options.rounds(); round++) {
      many.add(run(directory, job + "_" + TASKS));
      one.add(run(directory, job + "_1"));
    }
    print(name, many, one);
  }

  /** A run whose tasks are done, of which one is to be done again. */
  private void again(Path directory) throws Exception {
    Taken many = new Taken();
    Taken one = new Taken();
    for (int round = 0; round < options.rounds(); round++) {
      many.add(cleared(directory, "sql_" + TASKS));
      one.add(cleared(directory, "sql_1"));
    }
    print("done in an earlier launch", many, one);
  }

  private Tidemark.Times cleared(Path directory, String job) throws Exception {
    run(directory, job);
    List<String> words = words("clear", job);
    words.addAll(List.of("--date", date.toString(), "--task", "t0", "--yes"));
    tidemark.run(directory, words);
    return launch(directory, job);
  }

  private Tidemark.Times run(Path directory, String job) throws Exception {
    date = date.plusDays(1);
    return launch(directory, job);
  }

  private Tidemark.Times launch(Path directory, String job) throws Exception {
    List<String> words = words("run", "--job", job);
    words.addAll(List.of("--date", date.toString(), "--threads", "8"));
    return tidemark.run(directory, words);
  }

  private List<String> words(String... first) {
    List<String> words = new ArrayList<>(List.of(first));
    words.addAll(List.of("--target", options.target(), "--profiles-dir", project.toString()));
    return words;
  }

  private static void print(String name, Taken many, Taken one) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | **%.1f** | %.1f | 10 |%n",
        name,
        many.clock,
        1000 * (many.clock.median() - one.clock.median()) / (TASKS - 1),
        1000 * (many.processor.median() - one.processor.median()) / (TASKS - 1));
  }

  /** What launches of one job took. */
  private static final class Taken {

    private final Samples clock = new Samples();
    private final Samples processor = new Samples();

    void add(Tidemark.Times times) {
      clock.add(times.whole());
      processor.add(times.cpu());
    }
  }

  private Path directory() throws Exception {
    Path directory = project.resolveSibling("../target/bench/jobs").normalize();
    Path jobs = Files.createDirectories(directory.resolve("jobs"));
    // The server may be one that knows the runs of an earlier bench; they would be complete.
    Files.writeString(
        directory.resolve("dbt_project.yml"),
        "name: jobs_%d\nversion: \"1.0\"\nconfig-version: 2\nprofile: bench\n"
            .formatted(System.currentTimeMillis()));
    for (Map.Entry<String, String> kind : KINDS.entrySet()) {
      for (int tasks : List.of(1, TASKS)) {
        String job = kind.getKey() + "_" + tasks;
        Files.writeString(jobs.resolve(job + ".yml"), yaml(job, kind.getValue(), tasks));
      }
    }
    return directory;
  }

  private static String yaml(String job, String task, int tasks) {
    StringBuilder yaml = new StringBuilder("job: " + job + "\ntasks:\n");
    yaml.append("  - {id: none, command: 'true', when: 'false'}\n");
    for (int i = 0; i < tasks; i++) {
      yaml.append("  - ").append(String.format(task, i)).append('\n');
    }
    return yaml.toString();
  }
}
