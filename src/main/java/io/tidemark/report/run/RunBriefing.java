package io.tidemark.report.run;

import io.tidemark.batch.RunHook;
import java.util.List;

/**
 * What the lines of a run say that the run itself doesn't know.
 *
 * @param models how many models the project has, those that are not run too
 * @param sources how many tables its sources have
 * @param target the profile's target
 * @param hooks the hooks of the run
 * @param continueWith the command that goes on after a failure: {@code ./tidemark restart}
 * @param showWith the command that shows a model's rows, without the model's name: {@code
 *     ./tidemark show --select}
 */
public record RunBriefing(
    int models,
    int sources,
    String target,
    List<RunHook> hooks,
    String continueWith,
    String showWith) {

  /** Copies the list. */
  public RunBriefing {
    hooks = List.copyOf(hooks);
  }
}
