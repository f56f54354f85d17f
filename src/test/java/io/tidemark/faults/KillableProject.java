package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.Outcome;
import io.tidemark.cli.ProjectFolder;
import io.tidemark.cli.TidemarkProcess;
import io.tidemark.postgres.TestDatabase;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A project whose commands may be killed at any moment, and whose sources change between them. What
 * it loads has what its source has, so the source is the oracle.
 */
abstract class KillableProject {

  private final ProjectFolder folder;
  private final TestDatabase target;
  private List<String> jvm = List.of();
  private List<String> relations = List.of();

  /** One of this folder, which writes into this database. */
  KillableProject(ProjectFolder folder, TestDatabase target) {
    this.folder = folder;
    this.target = target;
  }

  /**
   * A load, or a part of one, that is not complete.
   *
   * @param what the table, and how it is loaded
   * @param reached tells whose it is and how far it came
   */
  record Load(String what, String reached) {}

  /** Makes the sources, without rows, and takes away what is left of others. */
  abstract void begin();

  /** Rows come, change and go. */
  abstract void change();

  /** How far every unfinished load is. */
  abstract Set<Load> loads();

  /** Every row is there once, and nothing is pending. */
  abstract void assertRows();

  /** After a kill, nothing temporary is there that the books don't know of. */
  abstract void assertNothingTemporary();

  /** The first run, and one with an increment. */
  void build() {
    begin();
    change();
    jvm = FastStart.trainedBy(folder.root());
    assertThat(start("run").outcome().all()).contains("ERROR=0");
    change();
    start("run").outcome().succeeded();
    relations = Relations.of(target);
    assertWhole();
  }

  /** Every target is its source, row for row; nothing is pending, nothing temporary is there. */
  void assertWhole() {
    assertRows();
    assertThat(Relations.of(target)).isEqualTo(relations);
  }

  /** What is there but should not be, beside the staging tables of checkpoints. */
  List<String> unexplainedRelations() {
    return Relations.unexplained(target, relations);
  }

  /** Starts a command, in a process that can be killed. */
  TidemarkProcess start(String... arguments) {
    return TidemarkProcess.in(folder.root()).jvm(jvm).start(arguments);
  }

  /** Runs a command to its end. */
  Outcome run(String... arguments) {
    return folder.run(arguments);
  }

  /** The last run that the job repository knows of. */
  long lastRun() {
    return Long.parseLong(
        String.valueOf(
            target.queryText("select max(job_execution_id) from tidemark.batch_job_execution")));
  }

  /** What the server's processes do, for who has waited too long. */
  String activity() {
    return target
        .query(
            """
            select pid, application_name, state, wait_event_type, wait_event,
              pg_blocking_pids(pid), now() - query_start, left(query, 200)
            from pg_stat_activity where datname = current_database()
            """)
        .stream()
        .map(String::valueOf)
        .collect(Collectors.joining("\n"));
  }
}
