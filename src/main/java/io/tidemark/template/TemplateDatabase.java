package io.tidemark.template;

import io.tidemark.jinja.value.PythonException;
import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlComment;
import io.tidemark.postgres.StatementAnswer;
import io.tidemark.postgres.StatementException;
import io.tidemark.postgres.StatementLog;
import io.tidemark.postgres.Statements;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The database as a template asks it, opened when the first template does. For one thread at a
 * time.
 *
 * <p>It either uses a session whose owner commits, or has one in which, as in dbt, nothing lasts
 * until the template says so.
 */
public final class TemplateDatabase implements AutoCloseable {

  /** More rows than this are no template's business. */
  private static final int MOST_ROWS = 1_000_000;

  private final @Nullable Supplier<Session> source;
  private final Statements statements;
  private final boolean commitsOnDemand;
  private boolean closes = true;
  private boolean lastsAlone;
  private @Nullable Session session;
  private @Nullable Supplier<SqlComment> comment;

  /** What PostgreSQL says of a statement that can't be part of a transaction. */
  private static final String IN_TRANSACTION = "25001";

  private TemplateDatabase(
      @Nullable Supplier<Session> source, Statements statements, boolean commitsOnDemand) {
    this.source = source;
    this.statements = statements;
    this.commitsOnDemand = commitsOnDemand;
  }

  /** For templates that have none. */
  public static TemplateDatabase none() {
    return new TemplateDatabase(null, new Statements(), false);
  }

  /** The session of the work that the template is a part of. */
  public static TemplateDatabase of(Session session, Statements statements) {
    return new TemplateDatabase(() -> session, statements, false);
  }

  /**
   * A session that is opened if a template asks for one. What is not committed by the template is
   * undone at the end.
   */
  public static TemplateDatabase lazily(Supplier<Session> source, Statements statements) {
    return new TemplateDatabase(source, statements, true);
  }

  /** The session of work in which the template itself says what lasts. It stays open at the end. */
  public static TemplateDatabase onDemand(Session session, Statements statements) {
    TemplateDatabase database = new TemplateDatabase(() -> session, statements, true);
    database.closes = false;
    return database;
  }

  /**
   * From now on what runs alone lasts, unless something waits to be committed. So it is with
   * dbt-postgres wherever the server has been told to commit by a statement: psycopg2, which does
   * not read those, begins no transaction by itself after it. In an operation {@code
   * clear_transaction} has done so already.
   */
  public void lastsAlone() {
    lastsAlone = true;
  }

  /** What goes with each statement from now on; asked only where there is one. */
  public void comment(Supplier<SqlComment> said) {
    comment = said;
    if (session != null) {
      session.comment(said.get());
    }
  }

  /** The session; an error in a template where there is none. */
  public Session session() {
    Session open = session;
    if (open == null) {
      if (source == null) {
        throw PythonException.value("The database can't be asked here");
      }
      open = source.get();
      if (commitsOnDemand) {
        open.commitOnDemand(true);
      }
      if (comment != null) {
        open.comment(comment.get());
      }
      session = open;
    }
    return open;
  }

  /** True if the relation is there and is a table. */
  public boolean isTable(Relation relation) {
    return catalog().isTable(relation);
  }

  Catalog catalog() {
    return new Catalog(session(), statements);
  }

  String statement(String name, Map<String, ?> values) {
    return statements.render(name, values);
  }

  void execute(String name, Map<String, ?> values) {
    session().execute(statement(name, values));
  }

  /**
   * Runs what a template has written.
   *
   * @param limit how many rows are wanted at most; 0 for all
   */
  StatementAnswer run(String sql, boolean fetch, int limit) {
    int most = limit > 0 ? limit : MOST_ROWS + 1;
    StatementAnswer answer = session().answer(sql, fetch, most);
    if (answer.rows().size() > MOST_ROWS) {
      throw PythonException.value(
          "a query in a template gives more than " + MOST_ROWS + " rows; let it give fewer");
    }
    return answer;
  }

  /**
   * As {@link #run}, for a statement that needs no transaction: one that PostgreSQL refuses in any,
   * such as {@code vacuum}, is run outside, unless something waits to be committed.
   */
  StatementAnswer runAlone(String sql, boolean fetch, int limit) {
    if (!commitsOnDemand || uncommitted()) {
      return run(sql, fetch, limit);
    }
    if (lastsAlone) {
      return outside(sql, fetch, limit);
    }
    try {
      StatementAnswer answer = run(sql, fetch, limit);
      // Such as the commit before hooks that run outside of the transaction.
      lastsAlone = session().idle();
      return answer;
    } catch (StatementException e) {
      if (!IN_TRANSACTION.equals(e.sqlState())) {
        throw e;
      }
      return outside(sql, fetch, limit);
    }
  }

  /** Outside of any transaction. */
  private StatementAnswer outside(String sql, boolean fetch, int limit) {
    session().commitOnDemand(false);
    try {
      return run(sql, fetch, limit);
    } finally {
      session().commitOnDemand(true);
    }
  }

  /** Notes a statement among those that were executed for a node. */
  void note(String sql) {
    StatementLog log = session().log();
    if (log != null) {
      log.add(sql);
    }
  }

  /** What was done so far lasts. Where somebody else commits, a template can't. */
  void commit() {
    if (commitsOnDemand) {
      session().commit();
      lastsAlone();
    } else if (session().inTransaction()) {
      throw PythonException.value(
          "adapter.commit() can't be called here: it would end the transaction in which the model"
              + " is built");
    }
  }

  /** As {@link #commit}, where nothing is done if the template can't say what lasts. */
  void commitIfAsked() {
    if (commitsOnDemand) {
      session().commit();
    }
  }

  /** True if something was changed that nobody has committed. */
  public boolean uncommitted() {
    Session open = session;
    return open != null
        && commitsOnDemand
        && open.first(statement("template/uncommitted", Map.of()), row -> row.getBoolean(1))
            .orElse(false);
  }

  /** Undoes what was not committed and gives the session back, if one was opened on demand. */
  @Override
  public void close() {
    Session open = session;
    session = null;
    if (open != null && commitsOnDemand) {
      try {
        open.commitOnDemand(false);
      } finally {
        if (closes) {
          open.close();
        }
      }
    }
  }
}
