import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.database.JdbcBatchItemWriter;
import org.springframework.batch.infrastructure.item.database.JdbcCursorItemReader;
import org.springframework.batch.infrastructure.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.batch.infrastructure.item.database.builder.JdbcCursorItemReaderBuilder;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.jdbc.core.ColumnMapRowMapper;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * What a Java team would write today: Spring Batch's own reader and writer over JDBC, {@code ON
 * CONFLICT} in the writer's statement, {@code reWriteBatchedInserts} in the driver. Made as fast as
 * that gets without code of one's own: no job repository to be kept, the driver's batches as large
 * as a chunk, rows as maps. It keeps no mark, and what dies begins anew.
 */
final class SpringBatchCopy {

  private static final int CHUNK = 1000;

  private SpringBatchCopy() {}

  /** The query, and the statement that writes a row; the environment names the server. */
  public static void main(String[] arguments) throws Exception {
    try (HikariDataSource source = database(SourceStages.FAR);
        HikariDataSource target = database(Stages.DATABASE)) {
      JobRepository repository = new ResourcelessJobRepository();
      Step step =
          new StepBuilder("copy", repository)
              .<Map<String, Object>, Map<String, Object>>chunk(CHUNK)
              .transactionManager(new JdbcTransactionManager(target))
              .reader(reader(source, arguments[0]))
              .writer(writer(target, arguments[1]))
              .build();
      Job job = new JobBuilder("copy", repository).start(step).build();
      MapJobRegistry registry = new MapJobRegistry();
      registry.register(job);
      TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
      operator.setJobRepository(repository);
      operator.setJobRegistry(registry);
      operator.setTaskExecutor(new SyncTaskExecutor());
      operator.afterPropertiesSet();
      JobExecution execution = operator.start(job, new JobParameters());
      if (execution.getStatus() != BatchStatus.COMPLETED) {
        execution.getAllFailureExceptions().forEach(Throwable::printStackTrace);
        System.exit(1);
      }
    }
  }

  private static JdbcCursorItemReader<Map<String, Object>> reader(DataSource source, String query) {
    return new JdbcCursorItemReaderBuilder<Map<String, Object>>()
        .name("reader")
        .dataSource(source)
        .sql(query)
        .rowMapper(new ColumnMapRowMapper())
        // Without these two the driver keeps the whole result in memory.
        .fetchSize(CHUNK)
        .connectionAutoCommit(false)
        .verifyCursorPosition(false)
        .build();
  }

  private static JdbcBatchItemWriter<Map<String, Object>> writer(DataSource target, String insert) {
    return new JdbcBatchItemWriterBuilder<Map<String, Object>>()
        .dataSource(target)
        .sql(insert)
        .itemPreparedStatementSetter(
            (row, statement) -> {
              int index = 0;
              for (Object value : row.values()) {
                statement.setObject(++index, value);
              }
            })
        .assertUpdates(false)
        .build();
  }

  private static HikariDataSource database(String name) {
    HikariDataSource source = new HikariDataSource();
    source.setJdbcUrl(
        "jdbc:postgresql://%s:%s/%s?reWriteBatchedInserts=true"
            .formatted(System.getenv("PGHOST"), System.getenv("PGPORT"), name));
    source.setUsername(System.getenv("PGUSER"));
    source.setPassword(System.getenv("PGPASSWORD"));
    source.setMaximumPoolSize(2);
    return source;
  }
}
