package io.tidemark.job;

import io.tidemark.postgres.Session;
import io.tidemark.schedule.TaskWork;
import io.tidemark.template.TemplateDatabase;

/** SQL statements in one transaction. */
record SqlProgram(TaskWork.Sql work, JobProject project) implements TaskProgram {

  @Override
  public TaskAnswer run(TaskTry attempt) {
    String text = work.text();
    if (text == null) {
      text = project.file(String.valueOf(work.file()), work.place());
    }
    String template = text;
    try (Session session = attempt.target().lentSession()) {
      long rows =
          session.inTransaction(
              () -> {
                TemplateDatabase database =
                    TemplateDatabase.of(session, attempt.target().statements());
                return session.execute(
                    project.render(work.place(), template, attempt.names(), database));
              });
      return new TaskAnswer.Done(rows > 0 ? rows + (rows == 1 ? " row" : " rows") : "", rows);
    }
  }
}
