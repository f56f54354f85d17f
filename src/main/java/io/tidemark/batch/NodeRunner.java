package io.tidemark.batch;

import io.tidemark.graph.Node;
import io.tidemark.load.Checkpoint;
import io.tidemark.load.HighWaterMarks;
import io.tidemark.load.IdleThreads;
import io.tidemark.load.Increment;
import io.tidemark.load.LoadListener;
import io.tidemark.materialization.Compilation;
import io.tidemark.materialization.Materializations;
import io.tidemark.materialization.Materialized;
import io.tidemark.materialization.Work;
import io.tidemark.postgres.Session;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs one node on a connection of its own and tells how it ended. Thread-safe. */
final class NodeRunner {

  private final RunTarget target;
  private final Function<Node, Compilation> compiler;
  private final Materializations materializations = new Materializations();
  private final RunOptions options;
  private final IdleThreads idle;
  private final RunListener listener;
  private final Clock clock;

  NodeRunner(
      RunTarget target,
      Function<Node, Compilation> compiler,
      RunOptions options,
      IdleThreads idle,
      RunListener listener,
      Clock clock) {
    this.target = target;
    this.compiler = compiler;
    this.options = options;
    this.idle = idle;
    this.listener = listener;
    this.clock = clock;
  }

  /** Runs it; a failure is a result, not an exception. */
  NodeResult run(Node node, StepBooks books) {
    listener.nodeStarted(node);
    NodeResult result = attempt(node, books, new Timed(() -> compiler.apply(node), clock));
    listener.nodeFinished(result);
    return result;
  }

  private NodeResult attempt(Node node, StepBooks books, Timed compilation) {
    Instant start = clock.instant();
    try (Session session = session(node)) {
      Work work =
          new Work(
              node,
              session,
              target.statements(),
              target.schema(),
              compilation,
              new Forward(node, books),
              idle,
              options.fullRefresh(),
              options.invocationId());
      Materialized done = materializations.of(node).materialize(work);
      books.done(done.rows());
      return result(node, RunStatus.SUCCESS, done.message(), done.rows(), start, compilation, null);
    } catch (RuntimeException | Error failure) {
      // Errors too: a deep template or a lack of memory is one node's failure, and has to be told.
      Throwable told = target.running().stopped() ? stopped(failure) : failure;
      String message = told.getMessage();
      String text = message == null ? told.toString() : message;
      return result(node, RunStatus.ERROR, text, -1, start, compilation, told);
    }
  }

  /** A stop cancels the statement that runs, and nothing is wrong with that. */
  private static Throwable stopped(Throwable failure) {
    ProjectException told =
        new ProjectException(
            Problem.of("The run was stopped while this model was at work")
                .found("What it has committed is kept."));
    told.initCause(failure);
    return told;
  }

  /** Hooks may leave anything in a session; so, as in dbt, it ends with the node. */
  private Session session(Node node) {
    boolean hooks = !node.config().preHooks().isEmpty() || !node.config().postHooks().isEmpty();
    return hooks ? target.ownSession() : target.session();
  }

  private NodeResult result(
      Node node,
      RunStatus status,
      String message,
      long rows,
      Instant start,
      Timed compilation,
      @Nullable Throwable failure) {
    Instant compiled = compilation.endedAt;
    return new NodeResult(
        node,
        status,
        message,
        rows,
        start,
        compiled == null ? start : compiled,
        clock.instant(),
        Thread.currentThread().getName(),
        compilation.lastSql,
        failure,
        null);
  }

  /** Remembers what was compiled and when. For one thread. */
  private static final class Timed implements Compilation {

    private final Supplier<Compilation> source;
    private final Clock clock;
    private @Nullable Compilation compilation;
    private @Nullable Instant endedAt;
    private @Nullable String lastSql;

    Timed(Supplier<Compilation> source, Clock clock) {
      this.source = source;
      this.clock = clock;
    }

    @Override
    public String sql(boolean incremental, HighWaterMarks marks) {
      String sql = compilation().sql(incremental, marks);
      lastSql = sql;
      endedAt = clock.instant();
      return sql;
    }

    @Override
    public String hook(String template) {
      return compilation().hook(template);
    }

    private Compilation compilation() {
      Compilation made = compilation == null ? source.get() : compilation;
      compilation = made;
      return made;
    }
  }

  private final class Forward implements LoadListener {

    private final Node node;
    private final StepBooks books;

    Forward(Node node, StepBooks books) {
      this.node = node;
      this.books = books;
    }

    @Override
    public void frozen(Increment increment) {
      books.begun(Checkpoint.start(increment, 1));
      listener.frozen(node, increment);
    }

    @Override
    public void resumed(Checkpoint checkpoint) {
      books.begun(checkpoint);
      listener.resumed(node, checkpoint);
    }

    @Override
    public void committed(Checkpoint checkpoint) {
      books.committed(checkpoint);
      listener.committed(node, checkpoint);
    }

    @Override
    public void notice(String text) {
      listener.notice(node, text);
    }
  }
}
