package io.tidemark.cli;

import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A project with job files, in a schema of its own, and a table in which its tasks leave traces.
 */
final class JobFolder {

  private final ProjectFolder project;
  private final TestDatabase database;
  private final String schema;

  private JobFolder(ProjectFolder project, TestDatabase database, String schema) {
    this.project = project;
    this.database = database;
    this.schema = schema;
  }

  /** One whose schema is there, with an empty table {@code trace}. */
  static JobFolder in(Path folder, TestDatabase database, String schema) {
    database.execute(
        "create schema if not exists %1$s; create table %1$s.trace (n serial, what text)"
            .formatted(schema));
    return new JobFolder(ProjectFolder.in(folder, database.settings(), schema), database, schema);
  }

  /** Writes a job file. */
  JobFolder job(String name, String yaml) {
    project.file("jobs/" + name + ".yml", "job: " + name + "\n" + yaml.replace("TRACE", trace()));
    return this;
  }

  /** Writes a model. */
  JobFolder model(String name, String sql) {
    project.model(name, sql);
    return this;
  }

  ProjectFolder project() {
    return project;
  }

  /** Runs {@code run --job} in this JVM. */
  Outcome run(String job, String... more) {
    return project.run(arguments(job, more));
  }

  /** Starts {@code run --job} in a process of its own. */
  TidemarkProcess start(String job, String... more) {
    return project.start(arguments(job, more));
  }

  /** What tasks have left, in order. */
  List<String> traces() {
    return database.query("select what from %s order by n".formatted(trace())).stream()
        .map(row -> String.valueOf(row.get(0)))
        .toList();
  }

  /** The name of the table in which they leave it. */
  String trace() {
    return schema + ".trace";
  }

  /** How the steps of a job's runs stand: {@code task=STATUS/EXIT_CODE}, each run's last word. */
  List<String> states(String job) {
    return database
        .query(
            """
            select distinct on (s.step_name) s.step_name || '=' || s.status || '/' || s.exit_code
            from tidemark.batch_step_execution s
            join tidemark.batch_job_execution e using (job_execution_id)
            join tidemark.batch_job_instance i using (job_instance_id)
            where i.job_name = 'shop@%s:%s'
            order by s.step_name, s.step_execution_id desc
            """
                .formatted(schema, job))
        .stream()
        .map(row -> String.valueOf(row.get(0)))
        .toList();
  }

  /** How the launches of a job ended, in order. */
  List<String> launches(String job) {
    return database
        .query(
            """
            select e.status || '/' || e.exit_code
            from tidemark.batch_job_execution e
            join tidemark.batch_job_instance i using (job_instance_id)
            where i.job_name = 'shop@%s:%s'
            order by e.job_execution_id
            """
                .formatted(schema, job))
        .stream()
        .map(row -> String.valueOf(row.get(0)))
        .collect(Collectors.toList());
  }

  private static String[] arguments(String job, String... more) {
    String[] all = new String[more.length + 3];
    all[0] = "run";
    all[1] = "--job";
    all[2] = job;
    System.arraycopy(more, 0, all, 3, more.length);
    return all;
  }
}
