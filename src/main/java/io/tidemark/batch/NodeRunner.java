package io.tidemark.batch;

import io.tidemark.graph.EphemeralFailedException;
import io.tidemark.graph.Microbatch;
import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.graph.NodeMacros;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.UnitTestCompiler;
import io.tidemark.graph.UnitTestInput;
import io.tidemark.load.HalfLoadedException;
import io.tidemark.load.LoadListener;
import io.tidemark.load.book.HighWaterMarks;
import io.tidemark.load.chunk.IdleThreads;
import io.tidemark.load.increment.Checkpoint;
import io.tidemark.load.increment.Increment;
import io.tidemark.load.microbatch.BatchResult;
import io.tidemark.load.microbatch.BatchResults;
import io.tidemark.materialization.Compilation;
import io.tidemark.materialization.Materializations;
import io.tidemark.materialization.Materialized;
import io.tidemark.materialization.SourceConnections;
import io.tidemark.materialization.TestOutcome;
import io.tidemark.materialization.Work;
import io.tidemark.materialization.WrittenMaterialization;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlComment;
import io.tidemark.postgres.StatementLog;
import io.tidemark.template.TemplateDatabase;
import io.tidemark.transfer.TransferListener;
import io.tidemark.transfer.plan.TransferProgress;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Runs one node on a connection of its own and tells how it ended. Thread-safe. */
public final class NodeRunner {

  private static final Pattern PLAIN =
      Pattern.compile(
          "\\s*(create|drop|alter|insert|update|delete|truncate|merge|copy|analyze|vacuum|comment|grant"
              + "|revoke|lock|refresh|reindex|cluster)\\s.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern SETS =
      Pattern.compile("set|load|temp|;|[{][{]", Pattern.CASE_INSENSITIVE);

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
        attempt(node, books, new Timed(database -> compiler.apply(node, database), steady));
    listener.nodeFinished(result);
    return result;
  }

  private NodeResult attempt(Node node, StepBooks books, Timed compilation) {
    Clock steady = compilation.clock;
    Instant start = steady.instant();
    Forward heard = new Forward(node, books);
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
              mayChangeSession(node) ? IdleThreads.NONE : idle,
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
  private Materialized materialize(Work work, Timed compilation, StatementLog executed) {
    try {
      return materializations.of(work.node(), compilation).materialize(work);
    } finally {
      if (!executed.isEmpty()) {
        compilation.executed(executed);
      }
    }
  }

  private NodeResult ofTest(Node node, TestOutcome test, Instant start, Timed compilation) {
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

  /**
   * A helper's session would not have what a hook has set in the node's: a role, a time zone, a
   * temporary table. Hooks are read by their words only, so whatever could call a function for what
   * it does is taken to set something: only one plain statement that changes tables or rows is not.
   */
  private static boolean mayChangeSession(Node node) {
    return node.config().preHooks().stream()
        .anyMatch(hook -> !PLAIN.matcher(hook.sql()).matches() || SETS.matcher(hook.sql()).find());
  }

  private NodeResult result(
      Node node,
      RunStatus status,
      String message,
      long rows,
      Instant start,
      Timed compilation,
      @Nullable Throwable failure,
      @Nullable TestOutcome test) {
    Instant compiled = compilation.endedAt;
    return new NodeResult(
        node,
        status,
        message,
        rows,
        start,
        compiled == null ? start : compiled,
        compilation.clock.instant(),
        Thread.currentThread().getName(),
        compilation.lastSql,
        failure,
        null,
        null,
        test);
  }

  /** Remembers what was compiled and when. For one thread. */
  private static final class Timed implements Compilation {

    private final Function<TemplateDatabase, Compilation> source;
    private TemplateDatabase database = TemplateDatabase.none();
    private final Clock clock;
    private @Nullable Compilation compilation;
    private @Nullable Instant endedAt;
    private @Nullable String lastSql;

    Timed(Function<TemplateDatabase, Compilation> source, Clock clock) {
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
    public String whole() {
      return compilation().whole();
    }

    @Override
    public String hook(String template) {
      return compilation().hook(template);
    }

    @Override
    public String macro(String name, @Nullable Object... arguments) {
      return compilation().macro(name, arguments);
    }

    @Override
    public UnitTestCompiler unitTest() {
      return compilation().unitTest();
    }

    @Override
    public String unitTestSql(Map<UnitTestInput, String> fixtures) {
      String sql = compilation().unitTestSql(fixtures);
      lastSql = sql;
      endedAt = clock.instant();
      return sql;
    }

    @Override
    public Compilation of(Microbatch batch, TemplateDatabase asked) {
      return compilation().of(batch, asked);
    }

    @Override
    public NodeMacros macros() {
      return compilation().macros();
    }

    @Override
    public SqlComment comment() {
      return compilation().comment();
    }

    @Override
    public void executed(StatementLog statements) {
      compilation().executed(statements);
    }

    /** From now on templates ask this database. */
    void ask(TemplateDatabase asked) {
      database = asked;
    }

    @Override
    public Optional<WrittenMaterialization> written(Set<String> ours) {
      return compilation().written(ours);
    }

    private Compilation compilation() {
      Compilation made = compilation == null ? source.apply(database) : compilation;
      compilation = made;
      return made;
    }
  }

  private final class Forward implements LoadListener, TransferListener {

    private final Node node;
    private final StepBooks books;
    private volatile @Nullable Checkpoint left;

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
    public void opened(Checkpoint checkpoint) {
      left = checkpoint;
    }

    @Override
    public void resumed(Checkpoint checkpoint) {
      left = checkpoint;
      books.begun(checkpoint);
      listener.resumed(node, checkpoint);
    }

    @Override
    public void committed(Checkpoint checkpoint) {
      left = checkpoint;
      books.committed(checkpoint);
      listener.committed(node, checkpoint);
    }

    @Override
    public void batchStarted(Microbatch batch, int index, int total) {
      listener.batchStarted(node, batch, index, total);
    }

    @Override
    public void batchFinished(BatchResult result) {
      if (result.successful()) {
        books.batchDone(result.rows());
      }
      listener.batchFinished(node, result);
    }

    @Override
    public void sealed(Increment increment) {
      left = null;
    }

    @Override
    public void planned(TransferProgress start) {
      books.begun(start);
      listener.transferPlanned(node, start);
    }

    @Override
    public void resumed(TransferProgress before) {
      books.begun(before);
      listener.transferResumed(node, before);
    }

    @Override
    public void committed(TransferProgress at) {
      books.committed(at);
      listener.transferCommitted(node, at);
    }

    @Override
    public void notice(String text) {
      listener.notice(node, text);
    }

    @Override
    public void warning(String text) {
      listener.warning(node, text);
    }

    /** With how far a load has come that is not sealed, if one was begun. */
    Throwable halfLoaded(Throwable failure) {
      Checkpoint half = left;
      return half == null
          ? failure
          : new HalfLoadedException(half, failure, StoppedException.is(failure));
    }
  }
}
