package io.tidemark.report.run;

import io.tidemark.batch.NodeResult;
import io.tidemark.batch.RunResult;
import io.tidemark.batch.RunStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many nodes and hooks of a run ended how. dbt counts the hooks too.
 *
 * @param pass those that did what they had to
 * @param error those that failed
 * @param skip those that were not tried
 */
record RunCounts(long pass, long error, long skip) {

  static RunCounts of(RunResult result) {
    List<RunStatus> all = new ArrayList<>();
    result.results().forEach(one -> all.add(one.status()));
    result.hooks().forEach(one -> all.add(one.status()));
    long pass = 0;
    long error = 0;
    long skip = 0;
    for (RunStatus status : all) {
      switch (status) {
        case SUCCESS -> pass++;
        // dbt counts a node with batches that failed as an error.
        case ERROR, PARTIAL_SUCCESS -> error++;
        case SKIPPED -> skip++;
      }
    }
    return new RunCounts(pass, error, skip);
  }

  long total() {
    return pass + error + skip;
  }

  /** {@code PASS=5 WARN=0 ERROR=0 SKIP=0 NO-OP=0 TOTAL=5}. */
  String line() {
    // No node of a run can warn or have nothing to do; dbt's readers expect the two all the same.
    return "PASS=%d WARN=0 ERROR=%d SKIP=%d NO-OP=0 TOTAL=%d".formatted(pass, error, skip, total());
  }

  Map<String, @Nullable Object> data() {
    Map<String, @Nullable Object> stats = new LinkedHashMap<>();
    stats.put("error", error);
    stats.put("noop", 0);
    stats.put("pass", pass);
    stats.put("skip", skip);
    stats.put("total", total());
    stats.put("warn", 0);
    return Map.of("stats", stats);
  }

  /** {@code 1 incremental model, 1 project hook, 2 view models}: sorted, as dbt says it. */
  static String kinds(RunResult result) {
    Map<String, Integer> kinds = new TreeMap<>();
    for (NodeResult one : result.results()) {
      String kind = one.node().config().materialized() + " " + one.node().type().dbtName();
      kinds.merge(kind.replace('_', ' '), 1, Integer::sum);
    }
    if (!result.hooks().isEmpty()) {
      kinds.put("project hook", result.hooks().size());
    }
    List<String> said = new ArrayList<>();
    kinds.forEach((kind, count) -> said.add(Wording.count(count, kind)));
    return String.join(", ", said);
  }
}
