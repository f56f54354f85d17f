package io.tidemark.job;

import io.tidemark.batch.StepName;
import io.tidemark.batch.StepState;
import io.tidemark.schedule.Job;
import io.tidemark.schedule.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What has become of the tasks since earlier launches of the run. A task that is new and does what
 * exactly one that is gone did is that one under another name; what it had done stays done.
 */
final class Renames {

  private final Map<String, String> oldNames;
  private final List<String> removed;

  private Renames(Map<String, String> oldNames, List<String> removed) {
    this.oldNames = Map.copyOf(oldNames);
    this.removed = List.copyOf(removed);
  }

  static Renames of(Job job, EarlierSteps earlier) {
    Set<String> known = new LinkedHashSet<>();
    for (String name : earlier.names()) {
      String task = earlier.text(name, "task");
      if (!task.isEmpty() && !wasRemoved(earlier, task)) {
        known.add(task);
      }
    }
    Map<String, List<String>> goneByDigest = new LinkedHashMap<>();
    List<String> gone = new ArrayList<>();
    for (String task : known) {
      if (job.task(task).isEmpty()) {
        gone.add(task);
        goneByDigest.computeIfAbsent(digest(earlier, task), any -> new ArrayList<>()).add(task);
      }
    }
    Map<String, List<String>> newByDigest = new LinkedHashMap<>();
    for (Task task : job.tasks()) {
      if (!known.contains(task.id())) {
        newByDigest
            .computeIfAbsent(TaskDigest.of(task.work()), any -> new ArrayList<>())
            .add(task.id());
      }
    }
    Map<String, String> oldNames = new HashMap<>();
    newByDigest.forEach(
        (digest, tasks) -> {
          List<String> olds = goneByDigest.getOrDefault(digest, List.of());
          if (tasks.size() == 1 && olds.size() == 1) {
            oldNames.put(tasks.get(0), olds.get(0));
          }
        });
    return new Renames(oldNames, gone);
  }

  /** The new names of the tasks that have one, with the old ones. */
  Map<String, String> oldNames() {
    return oldNames;
  }

  /** The tasks that are not in the job file any more, by this name at least. */
  List<String> removed() {
    return removed;
  }

  /** The name under which a node's step may stand in earlier launches. */
  String earlierName(JobNode node) {
    String task = oldNames.getOrDefault(node.task().id(), node.task().id());
    return node instanceof JobNode.OfTask one
        ? StepName.of(task, one.node().uniqueId())
        : StepName.of(task);
  }

  private static boolean wasRemoved(EarlierSteps earlier, String task) {
    return earlier.state(StepName.of(task)) == StepState.REMOVED;
  }

  private static String digest(EarlierSteps earlier, String task) {
    return earlier.names().stream()
        .filter(name -> earlier.text(name, "task").equals(task))
        .map(name -> earlier.text(name, "digest"))
        .findFirst()
        .orElse("");
  }
}
