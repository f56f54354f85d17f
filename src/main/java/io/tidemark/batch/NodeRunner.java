package io.tidemark.batch;

import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.compile.EphemeralFailedException;
import io.tidemark.load.chunk.IdleThreads;
import io.tidemark.load.microbatch.BatchResults;
import io.tidemark.materialization.Compilation;
import io.tidemark.materialization.Materializations;
import io.tidemark.materialization.Materialized;
import io.tidemark.materialization.SourceConnections;
import io.tidemark.materialization.TestOutcome;
import io.tidemark.materialization.Work;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.StatementLog;
import io.tidemark.template.TemplateDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Runs one node on a connection of its own and tells how it ended. Thread-safe. */
public final class NodeRunner {

  private final RunTarget target;
  private final BiFunction<Node, TemplateDatabase, Compilation> compiler;
  private final Materializations materializations = new Materializations();
  private final SourceConnections sources;
  private final RunOptions options;
  private final IdleThreads idle;
  private final RunListener listener;
  private final Clock clock;
  private final BiFunction<ResourceType, Throwable, Throwable> cancelled;

  NodeRunner(
      RunTarget target,
      BiFunction<Node, TemplateDatabase, Compilation> compiler,
      SourceConnections sources,
      RunOptions options,
      IdleThreads idle,
      RunListener listener,
      Clock clock) {
    this(target, compiler, sources, options, idle, listener, clock, StoppedException::new);
  }

  /**
   * A runner on a target.
   *
   * @param target its statements are those that a stop cancels
   * @param compiler a node's template, ready to be rendered
   * @param sources the databases that sources are loaded from
   * @param idle lends threads
   * @param cancelled what the failure of a node of a type is told as once its statements have been
   *     cancelled
   */
  public NodeRunner(
      RunTarget target,
      BiFunction<Node, TemplateDatabase, Compilation> compiler,
      SourceConnections sources,
      RunOptions options,
      IdleThreads idle,
      RunListener listener,
      Clock clock,
      BiFunction<ResourceType, Throwable, Throwable> cancelled) {
    this.cancelled = cancelled;
    this.target = target;
    this.compiler = compiler;
    this.sources = sources;
    this.options = options;
    this.idle = idle;
    this.listener = listener;
    this.clock = clock;
  }

  /** Runs it; a failure is a result, not an exception. */
  public NodeResult run(Node node, StepBooks books) {
    if (node.detail() instanceof NodeDetail.Declared) {
      NodeResult nothing = NodeResult.nothingToDo(node, clock.instant());
      listener.nodeFinished(nothing);
      return nothing;
    }
    listener.nodeStarted(node);
    Clock steady = SteadyClock.since(clock);
    NodeResult result =
        attempt(
            node, books, new TimedCompilation(database -> compiler.apply(node, database), steady));
    listener.nodeFinished(result);
    return result;
  }

  private NodeResult attempt(Node node, StepBooks books, TimedCompilation compilation) {
    Clock steady = compilation.clock();
    Instant start = steady.instant();
    NodeProgress heard = new NodeProgress(node, books, listener);
    StatementLog executed = new StatementLog(sql -> listener.executing(node, sql));
    try (Session session = session(node)) {
      compilation.ask(TemplateDatabase.of(session, target.statements()));
      session.comment(compilation.comment());
      session.log(executed);
      Work work =
          new Work(
              node,
              session,
              target.statements(),
              target.schema(),
              compilation,
              heard,
              HooksOnSession.mayChange(node) ? IdleThreads.NONE : idle,
              options.fullRefresh(),
              books.begunBefore(),
              options.invocationId(),
              options.eventTimes(),
              sources.announcing(target.running()),
              heard,
              steady);
      Materialized done = materialize(work, compilation, executed);
      books.done(done.rows());
      if (done.batches() != null) {
        return batches(node, done, done.batches(), start, steady);
      }
      TestOutcome test = done.test();
      if (test != null) {
        return ofTest(node, options.warningsFail() ? test.strict() : test, start, compilation);
      }
      return result(
          node, RunStatus.SUCCESS, done.message(), done.rows(), start, compilation, null, null);
    } catch (RuntimeException | Error failure) {
      // Errors too: a deep template or a lack of memory is one node's failure, and has to be told.
      if (failure instanceof EphemeralFailedException because && !target.running().stopped()) {
        return NodeResult.skipped(node, because, start);
      }
      Throwable told =
          heard.halfLoaded(
              target.running().stopped()
                  ? cancelled.apply(node.type(), failure)
                  : LocatedFailure.of(failure, node));
      String message = told.getMessage();
      String text = message == null ? told.toString() : message;
      return result(node, RunStatus.ERROR, text, -1, start, compilation, told, null);
    }
  }

  /** However it ends, what was executed can be read. */
  private Materialized materialize(Work work, TimedCompilation compilation, StatementLog executed) {
    try {
      return materializations.of(work.node(), compilation).materialize(work);
    } finally {
      if (!executed.isEmpty()) {
        compilation.executed(executed);
      }
    }
  }

  private NodeResult ofTest(
      Node node, TestOutcome test, Instant start, TimedCompilation compilation) {
    String message = test.message() == null ? "" : test.message();
    return result(node, RunStatus.of(test), message, -1, start, compilation, null, test);
  }

  /** One batch that failed makes the node fail; those that are done stay done. */
  private NodeResult batches(
      Node node, Materialized done, BatchResults batches, Instant start, Clock steady) {
    RunStatus status =
        batches.failed().isEmpty()
            ? RunStatus.SUCCESS
            : batches.failed().size() == batches.tried().size()
                ? RunStatus.ERROR
                : RunStatus.PARTIAL_SUCCESS;
    return new NodeResult(
        node,
        status,
        done.message(),
        done.rows(),
        start,
        start,
        steady.instant(),
        Thread.currentThread().getName(),
        null,
        batches.failure(),
        null,
        batches);
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
      TimedCompilation compilation,
      @Nullable Throwable failure,
      @Nullable TestOutcome test) {
    Instant compiled = compilation.endedAt();
    return new NodeResult(
        node,
        status,
        message,
        rows,
        start,
        compiled == null ? start : compiled,
        compilation.clock().instant(),
        Thread.currentThread().getName(),
        compilation.lastSql(),
        failure,
        null,
        null,
        test);
  }
}
