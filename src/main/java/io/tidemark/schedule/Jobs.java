package io.tidemark.schedule;

import io.tidemark.graph.Dag;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.problem.SourceText;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlReader;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The jobs of a project, by name. Immutable. */
public final class Jobs {

  private final Map<String, Job> byName;
  private final Map<String, Integer> pools;

  private Jobs(Map<String, Job> byName, Map<String, Integer> pools) {
    this.byName = Collections.unmodifiableMap(byName);
    this.pools = Collections.unmodifiableMap(pools);
  }

  /**
   * Reads all job files.
   *
   * @throws ProjectException with everything that is wrong with any of them
   */
  public static Jobs read(List<SourceText> files) {
    Problems problems = new Problems();
    Map<String, Job> jobs = new LinkedHashMap<>();
    PoolsReader pools = new PoolsReader(problems);
    for (SourceText file : files) {
      YamlNode node = YamlReader.read(file, problems);
      if (node instanceof YamlMapping mapping && PoolsReader.isOne(mapping)) {
        pools.read(mapping);
      } else if (node instanceof YamlMapping mapping) {
        Job job = new JobReader(mapping, problems).read();
        Job first = job == null ? null : jobs.putIfAbsent(job.name(), job);
        if (job != null && first != null) {
          problems.add(
              Problem.of("There are two jobs \"%s\"".formatted(job.name()))
                  .at(first.place())
                  .at(job.place())
                  .next("Rename one of them."));
        }
      } else if (node != null) {
        problems.add(
            Problem.of("A job file must be a mapping")
                .at(node.place())
                .found("Found %s.".formatted(node.description()))
                .next("Begin it with job: my_job"));
      }
    }
    checkJobsOfJobs(jobs, problems);
    pools.check(jobs.values());
    problems.throwIfAny();
    return new Jobs(jobs, pools.found());
  }

  /** How many slots each pool has, by name. */
  public Map<String, Integer> pools() {
    return pools;
  }

  /** All of them, in the order of their files. */
  public Collection<Job> all() {
    return byName.values();
  }

  /**
   * The job of a name.
   *
   * @throws ProjectException if there is none
   */
  public Job named(String name) {
    Job job = byName.get(name);
    if (job == null) {
      throw new ProjectException(
          Problem.of("There is no job \"" + name + "\"")
              .found(
                  byName.isEmpty()
                      ? "The folder jobs/ has no job file."
                      : "Jobs: %s.".formatted(String.join(", ", byName.keySet())))
              .next(NearestName.question(name, byName.keySet()).orElse(null)));
    }
    return job;
  }

  private static void checkJobsOfJobs(Map<String, Job> jobs, Problems problems) {
    Map<String, List<String>> runs = new LinkedHashMap<>();
    jobs.forEach(
        (name, job) -> {
          List<TaskWork.RunJob> others =
              job.tasks().stream()
                  .map(Task::work)
                  .filter(TaskWork.RunJob.class::isInstance)
                  .map(TaskWork.RunJob.class::cast)
                  .toList();
          others.stream()
              .filter(other -> !jobs.containsKey(other.name()))
              .forEach(
                  other ->
                      problems.add(
                          Problem.of("There is no job \"%s\"".formatted(other.name()))
                              .at(other.place())
                              .next(
                                  NearestName.question(other.name(), jobs.keySet()).orElse(null))));
          runs.put(name, others.stream().map(TaskWork.RunJob::name).distinct().toList());
        });
    Dag.of(runs)
        .cycle()
        .ifPresent(
            cycle ->
                problems.add(
                    Problem.of("The jobs run each other in a circle: " + String.join(" → ", cycle))
                        .next("One of these tasks must go.")));
  }
}
