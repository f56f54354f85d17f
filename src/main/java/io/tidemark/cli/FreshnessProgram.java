package io.tidemark.cli;

import io.tidemark.graph.FreshnessRule;
import io.tidemark.graph.SourceNode;
import io.tidemark.job.TaskAnswer;
import io.tidemark.job.TaskFailedException;
import io.tidemark.job.TaskProgram;
import io.tidemark.job.TaskTry;
import io.tidemark.report.artifact.SourcesArtifact.Result;
import io.tidemark.report.console.Console;
import io.tidemark.schedule.TaskWork;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks sources how fresh they are; one that is older than its {@code error_after} is a failure. */
record FreshnessProgram(
    LoadedProject project, TaskWork.Freshness work, RunScope scope, Console console, Clock clock)
    implements TaskProgram {

  @Override
  public TaskAnswer run(TaskTry attempt) {
    Map<SourceNode, FreshnessRule> asked = asked();
    List<SourceNode> elsewhere = asked.keySet().stream().filter(SourceNode::loaded).toList();
    try (SourceDatabases databases =
        SourceDatabases.of(project, elsewhere, attempt.target().running(), console::info)) {
      return answer(
          asked, new SourceFreshness(project, attempt.target(), databases, clock), attempt);
    }
  }

  private Map<SourceNode, FreshnessRule> asked() {
    Set<String> ids = ids();
    Map<SourceNode, FreshnessRule> asked = new LinkedHashMap<>();
    for (SourceNode source : project.manifest().sources().values()) {
      if (ids.contains(source.uniqueId())) {
        FreshnessRule.of(source).ifPresent(rule -> asked.put(source, rule));
      }
    }
    return asked;
  }

  private static TaskAnswer answer(
      Map<SourceNode, FreshnessRule> asked, SourceFreshness freshness, TaskTry attempt) {
    List<String> stale = new ArrayList<>();
    for (Map.Entry<SourceNode, FreshnessRule> one : asked.entrySet()) {
      SourceNode source = one.getKey();
      FreshnessRule rule = one.getValue();
      Result result = freshness.of(source, rule);
      String name = source.source().name() + "." + source.name();
      String error = result.error();
      attempt
          .output()
          .accept("%s: %s%s".formatted(name, result.status(), error == null ? "" : ": " + error));
      if (result.status().equals("error") || result.status().equals("runtime error")) {
        stale.add(name);
      }
    }
    if (!stale.isEmpty()) {
      throw new TaskFailedException("Not fresh: " + String.join(", ", stale));
    }
    int count = asked.size();
    return new TaskAnswer.Done(count + (count == 1 ? " source" : " sources"), -1);
  }

  private Set<String> ids() {
    return SelectedNodes.of(project, criteria(project, work), List.of(), scope, console).ids();
  }

  /** As after {@code source freshness --select}; a source's name alone will do. */
  static List<String> criteria(LoadedProject project, TaskWork.Freshness work) {
    Set<String> sources = new LinkedHashSet<>();
    project.manifest().sources().values().forEach(source -> sources.add(source.source().name()));
    return work.select().stream()
        .map(one -> sources.contains(one) ? "source:" + one : one)
        .toList();
  }
}
