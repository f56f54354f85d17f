package io.tidemark.job;

import io.tidemark.postgres.Digest;
import io.tidemark.schedule.TaskWork;
import java.util.List;
import java.util.TreeMap;

/** What a task does, in short: two tasks of one digest do the same, whatever they are called. */
final class TaskDigest {

  private static final int LENGTH = 16;

  private TaskDigest() {}

  static String of(TaskWork work) {
    return Digest.hex(work.key() + " " + parts(work), LENGTH);
  }

  private static List<?> parts(TaskWork work) {
    if (work instanceof TaskWork.Select select) {
      return List.of(select.select(), select.exclude(), select.fullRefresh());
    }
    if (work instanceof TaskWork.Sql sql) {
      return List.of(String.valueOf(sql.text()), String.valueOf(sql.file()));
    }
    if (work instanceof TaskWork.Command command) {
      return List.of(
          command.words(),
          command.shell(),
          new TreeMap<>(command.environment()),
          String.valueOf(command.skipExitCode()));
    }
    if (work instanceof TaskWork.Freshness freshness) {
      return freshness.select();
    }
    if (work instanceof TaskWork.Test test) {
      return test.select();
    }
    if (work instanceof TaskWork.WaitFor wait) {
      return List.of(wait.sql(), wait.softFail());
    }
    TaskWork.RunJob job = (TaskWork.RunJob) work;
    return List.of(job.name(), new TreeMap<>(job.params()));
  }
}
