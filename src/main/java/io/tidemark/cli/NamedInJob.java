package io.tidemark.cli;

import io.tidemark.graph.Manifest;
import io.tidemark.graph.select.Selection;
import io.tidemark.graph.select.SelectionRequest;
import io.tidemark.project.problem.Problems;
import io.tidemark.schedule.Task;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks that what the tasks of a job name is there. On the command line a criterion that matches
 * nothing is warned of, as in dbt; a job's run would be complete for good with nothing done. What
 * is asked of nodes, such as {@code tag:hourly} or {@code state:modified}, may be true of none.
 *
 * @param project in which it has to be
 * @param scope how tests come with it
 * @param problems collects what is not
 */
record NamedInJob(LoadedProject project, RunScope scope, Problems problems) {

  private static final Pattern METHOD = Pattern.compile("[@+\\d]*([\\w.]+):.*");
  private static final Set<String> NAMING =
      Set.of("fqn", "source", "exposure", "metric", "semantic_model", "saved_query", "unit_test");

  /** Checks criteria of a task. */
  void check(Task task, List<String> select) {
    List<String> names =
        select.stream()
            .flatMap(text -> Stream.of(text.split("[\\s,]+", -1)))
            .filter(NamedInJob::names)
            .toList();
    if (names.isEmpty()) {
      return;
    }
    Manifest manifest = project.manifest();
    Selection.of(
            new SelectionRequest(
                names,
                List.of(),
                null,
                scope.indirect(),
                manifest.projectName(),
                null,
                project.selectors()))
        .unmatched(manifest.selectable(), manifest.dag())
        .forEach(unmatched -> problems.add(unmatched.at(task.place())));
  }

  /** Whether a criterion names something, and does not leave open whether there is any. */
  private static boolean names(String criterion) {
    Matcher method = METHOD.matcher(criterion);
    return !criterion.isBlank()
        && criterion.indexOf('*') < 0
        && (!method.matches() || NAMING.contains(method.group(1)));
  }
}
