package io.tidemark.schedule;

import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.yaml.YamlEntry;
import io.tidemark.project.yaml.YamlFields;
import io.tidemark.project.yaml.YamlMapping;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the pools: {@code pools: {warehouse: 3}} in a file of its own beside the jobs. They are the
 * same for all jobs of the project.
 */
final class PoolsReader {

  private static final String KEY = "pools";

  private final Problems problems;
  private final Map<String, Integer> found = new LinkedHashMap<>();

  PoolsReader(Problems problems) {
    this.problems = problems;
  }

  /** Whether a file is about pools. */
  static boolean isOne(YamlMapping file) {
    return file.has(KEY) && !file.has("job");
  }

  void read(YamlMapping file) {
    YamlFields fields = new YamlFields(file, problems);
    fields.rejectUnknown(List.of(KEY));
    YamlMapping pools = fields.mapping(KEY);
    if (pools == null) {
      return;
    }
    YamlFields sizes = new YamlFields(pools, problems);
    for (YamlEntry entry : pools.entries()) {
      Integer slots = sizes.integer(entry.name(), 1, Integer.MAX_VALUE);
      if (slots != null && found.put(entry.name(), slots) != null) {
        problems.add(
            Problem.of("There are two pools \"%s\"".formatted(entry.name())).at(entry.place()));
      }
    }
  }

  /** Every pool that a task names has to be there. */
  void check(Collection<Job> jobs) {
    for (Job job : jobs) {
      for (Task task : job.tasks()) {
        String pool = task.policy().pool();
        if (pool != null && !found.containsKey(pool)) {
          problems.add(
              Problem.of("There is no pool \"%s\"".formatted(pool))
                  .at(task.place())
                  .found(
                      found.isEmpty()
                          ? "No pool is defined."
                          : "Pools: %s.".formatted(String.join(", ", found.keySet())))
                  .next(
                      NearestName.question(pool, found.keySet())
                          .orElse("Write a file jobs/pools.yml: pools: {%s: 2}".formatted(pool))));
        }
      }
    }
  }

  /** How many slots each has. */
  Map<String, Integer> found() {
    return found;
  }
}
