package io.tidemark.batch;

import io.tidemark.postgres.Session;
import io.tidemark.template.TemplateDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.AbstractStep;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;

/** A hook of the whole run as a step. It runs in every execution, also in a restart. */
public final class HookStep extends AbstractStep {

  private final RunHook hook;
  private final RunTarget target;
  private final CollectedResults results;
  private final Clock clock;
  private volatile boolean templateFailed;

  HookStep(
      RunHook hook,
      JobRepository repository,
      RunTarget target,
      CollectedResults results,
      Clock clock) {
    super(repository);
    setName(Bounds.name(hook.uniqueId()));
    setAllowStartIfComplete(true);
    this.hook = hook;
    this.target = target;
    this.results = results;
    this.clock = clock;
  }

  /**
   * The hooks of a phase as steps, in their order.
   *
   * @param results what has run so far, which they may ask for, and who hears of them
   */
  public static List<Step> of(
      List<RunHook> hooks,
      RunHook.Phase phase,
      JobRepository repository,
      RunTarget target,
      CollectedResults results,
      Clock clock) {
    return hooks.stream()
        .filter(hook -> hook.phase() == phase)
        .<Step>map(hook -> new HookStep(hook, repository, target, results, clock))
        .toList();
  }

  /**
   * True if its template has failed, before there was a statement to run. Such a hook forbids the
   * run: a project's own check says so by {@code exceptions.raise_compiler_error}.
   */
  boolean templateFailed() {
    return templateFailed;
  }

  /** It is not tried, because one before it has failed. */
  void skip() {
    Instant now = clock.instant();
    results.hookFinished(result(RunStatus.SKIPPED, now, null, now, "", null));
  }

  @Override
  protected void doExecute(StepExecution execution) {
    results.hookStarted(hook);
    Clock steady = SteadyClock.since(clock);
    Instant start = steady.instant();
    String sql = "";
    Instant compiled = null;
    try (Session session = target.ownSession()) {
      session.comment(hook.comment().get());
      RunSoFar ended = new RunSoFar(results.nodes(), results.hooks());
      sql = hook.sql().apply(TemplateDatabase.of(session, target.statements()), ended);
      compiled = steady.instant();
      if (!sql.isBlank()) {
        session.execute(sql);
      }
    } catch (RuntimeException | Error failure) {
      HookResult failed = result(RunStatus.ERROR, start, compiled, steady.instant(), sql, failure);
      templateFailed = failed.templateFailed();
      results.hookFinished(failed);
      throw new NodeFailedException(String.valueOf(failure.getMessage()));
    }
    results.hookFinished(result(RunStatus.SUCCESS, start, compiled, steady.instant(), sql, null));
  }

  private HookResult result(
      RunStatus status,
      Instant start,
      @Nullable Instant compiled,
      Instant end,
      String sql,
      @Nullable Throwable failure) {
    return new HookResult(
        hook, status, start, compiled, end, Thread.currentThread().getName(), sql, failure);
  }
}
