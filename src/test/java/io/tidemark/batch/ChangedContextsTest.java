package io.tidemark.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.Database;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.RunningStatements;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import io.tidemark.postgres.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/** An execution context is written when something was put into it, and only then. */
class ChangedContextsTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Test
  void whatWasRolledBackIsWrittenTheNextTime() throws SQLException {
    try (Database target = Database.of(database.settings(), 2)) {
      OpenRepository opened = repository(target);
      JobRepository repository = opened.repository();
      StepExecution step = step(repository);
      String empty = context(step);
      step.getExecutionContext().putString("key", "kept");

      opened
          .transactions()
          .executeWithoutResult(
              status -> {
                repository.updateExecutionContext(step);
                status.setRollbackOnly();
              });
      assertThat(context(step)).isEqualTo(empty);
      repository.updateExecutionContext(step);

      assertThat(context(step)).isNotEqualTo(empty);
    }
  }

  @Test
  void whatIsThereAlreadyIsNotWrittenAgain() throws SQLException {
    try (Database target = Database.of(database.settings(), 2)) {
      JobRepository repository = repository(target).repository();
      StepExecution step = step(repository);
      step.getExecutionContext().putString("key", "kept");
      repository.updateExecutionContext(step);
      database.execute(
          "update tidemark.batch_step_execution_context set short_context = 'untouched'"
              + " where step_execution_id = "
              + step.getId());

      repository.updateExecutionContext(step);
      assertThat(context(step)).isEqualTo("untouched");
      step.getExecutionContext().putString("key", "new");
      repository.updateExecutionContext(step);

      assertThat(context(step)).isNotEqualTo("untouched");
    }
  }

  private static OpenRepository repository(Database target) throws SQLException {
    JobRepositories repositories =
        new JobRepositories(new Statements(), new Identifier("tidemark"));
    try (Session session = new Session(target.connect(), new RunningStatements())) {
      repositories.ensure(session);
    }
    return repositories.open(target.dataSource());
  }

  private static StepExecution step(JobRepository repository) {
    JobInstance instance =
        repository.createJobInstance("job" + System.nanoTime(), new JobParameters());
    JobExecution execution =
        repository.createJobExecution(instance, new JobParameters(), new ExecutionContext());
    return repository.createStepExecution("step", execution);
  }

  private static String context(StepExecution step) {
    return String.valueOf(
        database.queryText(
            "select short_context from tidemark.batch_step_execution_context where"
                + " step_execution_id = "
                + step.getId()));
  }
}
