package io.tidemark.batch;

import io.tidemark.load.book.Setup;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.batch.core.repository.dao.jdbc.JdbcExecutionContextDao;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;
import org.springframework.transaction.interceptor.NameMatchTransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionAttributeSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring Batch's own JDBC job repository, in the engine's schema. */
public final class JobRepositories {

  private static final String SCRIPT = "/org/springframework/batch/core/schema-postgresql.sql";

  /** What is made last: where it is, all tables and indexes are. */
  private static final String NEWEST = "run_log";

  private final Statements statements;
  private final Identifier schema;

  /** Keeps the repository in {@code schema}. */
  public JobRepositories(Statements statements, Identifier schema) {
    this.statements = statements;
    this.schema = schema;
  }

  /** Makes the repository's tables where they are missing. */
  public void ensure(Session session) {
    if (!has(session, NEWEST)) {
      new Setup(session, statements).once(() -> make(session));
    }
  }

  /** Whether its tables are there. */
  public boolean isThere(Session session) {
    return has(session, "batch_job_instance");
  }

  /** Whether it keeps what is told of runs: not one that an older version has made. */
  public boolean hasLog(Session session) {
    return has(session, NEWEST);
  }

  private boolean has(Session session, String relation) {
    Literal table = new Literal(schema.sql() + "." + relation);
    return session
        .first(
            statements.render("setup/job_repository_is_there", Map.of("table", table)),
            row -> row.getBoolean(1))
        .orElse(false);
  }

  private void make(Session session) {
    if (!isThere(session)) {
      // Spring Batch's script names its tables without a schema, so it runs where they belong.
      session.execute(statements.render("setup/use_schema", Map.of("schema", schema)));
      session.execute(script());
    }
    // Somebody else's tables: who owns them has to make them. It works without, more slowly.
    session.attempt(
        () ->
            session.execute(
                statements.render("setup/job_repository_more", Map.of("schema", schema))));
  }

  /** The repository over the given connections. */
  public OpenRepository open(DataSource connections) {
    JdbcTransactionManager transactions = new JdbcTransactionManager(connections);
    JdbcJobRepositoryFactoryBean factory = new SparingFactory();
    factory.setDataSource(connections);
    factory.setTransactionManager(transactions);
    factory.setTransactionAttributeSource(attributes());
    factory.setTablePrefix(schema.sql() + ".BATCH_");
    factory.setDatabaseType("POSTGRES");
    factory.setValidateTransactionState(false);
    try {
      factory.afterPropertiesSet();
      return new OpenRepository(
          Objects.requireNonNull(factory.getObject()),
          new TransactionTemplate(transactions, readCommitted()));
    } catch (Exception e) {
      throw new IllegalStateException("the job repository could not be opened", e);
    }
  }

  /**
   * Spring Batch makes executions under SERIALIZABLE, where steps that start at the same moment
   * fail each other, and in a transaction of their own, so that several calls could not be one.
   * What keeps two processes apart is the run's lock, not the isolation.
   */
  private static TransactionAttributeSource attributes() {
    NameMatchTransactionAttributeSource attributes = new NameMatchTransactionAttributeSource();
    attributes.addTransactionalMethod("create*", readCommitted());
    attributes.addTransactionalMethod("*", new DefaultTransactionAttribute());
    return attributes;
  }

  private static DefaultTransactionAttribute readCommitted() {
    DefaultTransactionAttribute attribute = new DefaultTransactionAttribute();
    attribute.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
    return attribute;
  }

  private static String script() {
    try (InputStream script = JobRepositories.class.getResourceAsStream(SCRIPT)) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class SparingFactory extends JdbcJobRepositoryFactoryBean {
    @Override
    protected JdbcExecutionContextDao createExecutionContextDao() {
      ChangedContexts contexts = new ChangedContexts();
      contexts.setJdbcTemplate(jdbcOperations);
      contexts.setTablePrefix(tablePrefix);
      contexts.setSerializer(serializer);
      contexts.setCharset(charset);
      contexts.setShortContextLength(maxVarCharLengthForShortContext);
      return contexts;
    }
  }
}
