package io.tidemark.report.run;

import io.tidemark.batch.NodeResult;
import io.tidemark.batch.RunResult;
import io.tidemark.batch.RunStatus;
import io.tidemark.graph.ResourceType;
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
 * @param warn tests that are only warned of
 * @param error those that failed
 * @param skip those that were not tried
 * @param noop those for which there was nothing to do
 */
public record RunCounts(long pass, long warn, long error, long skip, long noop) {

  /** Those of a run that has ended. */
  public static RunCounts of(RunResult result) {
    List<RunStatus> all = new ArrayList<>();
    result.results().forEach(one -> all.add(one.status()));
    result.hooks().forEach(one -> all.add(one.status()));
    long pass = 0;
    long warn = 0;
    long error = 0;
    long skip = 0;
    long noop = 0;
    for (RunStatus status : all) {
      switch (status) {
        case SUCCESS, PASS -> pass++;
        case WARN -> warn++;
        // dbt counts a node with batches that failed, and a test that failed, as an error.
        case ERROR, PARTIAL_SUCCESS, FAIL -> error++;
        case SKIPPED -> skip++;
        case NO_OP -> noop++;
      }
    }
    return new RunCounts(pass, warn, error, skip, noop);
  }

  long total() {
    return pass + warn + error + skip + noop;
  }

  /** {@code PASS=5 WARN=0 ERROR=0 SKIP=0 NO-OP=0 TOTAL=5}. */
  public String line() {
    return "PASS=%d WARN=%d ERROR=%d SKIP=%d NO-OP=%d TOTAL=%d"
        .formatted(pass, warn, error, skip, noop, total());
  }

  Map<String, @Nullable Object> data() {
    Map<String, @Nullable Object> stats = new LinkedHashMap<>();
    stats.put("error", error);
    stats.put("noop", noop);
    stats.put("pass", pass);
    stats.put("skip", skip);
    stats.put("total", total());
    stats.put("warn", warn);
    return Map.of("stats", stats);
  }

  /** {@code 1 incremental model, 1 project hook, 2 view models}: sorted, as dbt says it. */
  static String kinds(RunResult result) {
    Map<String, Integer> kinds = new TreeMap<>();
    for (NodeResult one : result.results()) {
      ResourceType type = one.node().type();
      String kind =
          type == ResourceType.MODEL
              ? one.node().config().materialized() + " " + type.dbtName()
              : type.shownName();
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
