package io.tidemark.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.graph.compile.SampleWindow;
import io.tidemark.materialization.EventTimes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a run was asked to do. Kept in the job repository, so that a restart does the same again.
 *
 * @param kind which command
 * @param kinds which kinds of nodes, and how tests are chosen and judged
 * @param select {@code --select}
 * @param exclude {@code --exclude}
 * @param vars {@code --vars}, as it was given
 * @param fullRefresh {@code --full-refresh}
 * @param failFast {@code --fail-fast}
 * @param threads {@code --threads}
 * @param eventTimes {@code --event-time-start} and {@code --event-time-end}
 * @param scope what else decides which nodes are taken and what they read
 */
record RunArguments(
    RunKind kind,
    NodeKinds kinds,
    List<String> select,
    List<String> exclude,
    @Nullable String vars,
    boolean fullRefresh,
    boolean failFast,
    @Nullable Integer threads,
    EventTimes eventTimes,
    RunScope scope) {

  RunArguments {
    select = List.copyOf(select);
    exclude = List.copyOf(exclude);
  }

  /** What microbatch models are about: as in dbt a sample goes before the times that are asked. */
  EventTimes batchTimes() {
    SampleWindow sample = scope.sample();
    return sample == null
        ? eventTimes
        : new EventTimes(sample.start(), sample.end(), eventTimes.runStartedAt());
  }

  /** The same about other kinds of nodes, or that are judged otherwise. */
  RunArguments withKinds(NodeKinds others) {
    return new RunArguments(
        kind, others, select, exclude, vars, fullRefresh, failFast, threads, eventTimes, scope);
  }

  /** As the job repository keeps them. */
  Map<String, String> kept() {
    Map<String, String> kept = new LinkedHashMap<>();
    kept.put("which", kind.dbtName());
    kept.putAll(kinds.kept());
    kept.put("select", json(select));
    kept.put("exclude", json(exclude));
    kept.put("full_refresh", Boolean.toString(fullRefresh));
    kept.put("fail_fast", Boolean.toString(failFast));
    if (vars != null) {
      kept.put("vars", vars);
    }
    kept.put("run_started_at", eventTimes.runStartedAt().toString());
    if (eventTimes.start() != null) {
      kept.put("event_time_start", eventTimes.start().toString());
    }
    if (eventTimes.end() != null) {
      kept.put("event_time_end", eventTimes.end().toString());
    }
    if (threads != null) {
      kept.put("threads", threads.toString());
    }
    kept.putAll(scope.kept());
    return kept;
  }

  /**
   * From what the job repository has kept.
   *
   * @param now when the run began, where an older version has not kept it
   */
  static RunArguments of(Map<String, String> kept, Instant now) {
    String threads = kept.get("threads");
    RunKind kind = RunKind.named(kept.getOrDefault("which", ""));
    return new RunArguments(
        kind,
        NodeKinds.of(kind, kept),
        list(kept.get("select")),
        list(kept.get("exclude")),
        kept.get("vars"),
        Boolean.parseBoolean(kept.get("full_refresh")),
        Boolean.parseBoolean(kept.get("fail_fast")),
        threads == null ? null : Integer.valueOf(threads),
        new EventTimes(
            time(kept.get("event_time_start")),
            time(kept.get("event_time_end")),
            Objects.requireNonNullElse(time(kept.get("run_started_at")), now)),
        RunScope.of(kept));
  }

  private static @Nullable Instant time(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }

  private static String json(List<String> items) {
    try {
      return new ObjectMapper().writeValueAsString(items);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list of texts is JSON", e);
    }
  }

  private static List<String> list(@Nullable String json) {
    if (json == null) {
      return List.of();
    }
    try {
      return new ObjectMapper().readValue(json, new TypeReference<List<String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the job repository holds what was put into it", e);
    }
  }
}
