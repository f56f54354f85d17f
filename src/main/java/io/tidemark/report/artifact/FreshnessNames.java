package io.tidemark.report.artifact;

import io.tidemark.graph.Descriptions;
import io.tidemark.graph.Manifest;
import io.tidemark.graph.Selectable;
import io.tidemark.graph.entry.Entries;
import io.tidemark.report.artifact.SourcesArtifact.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What hooks at the end of {@code source freshness} know, by dbt's names; see {@link EndNames}. */
public final class FreshnessNames {

  private FreshnessNames() {}

  /** The names and their values. */
  public static Map<String, Object> of(
      Manifest manifest, Descriptions descriptions, List<Result> results) {
    Entries entries = new Entries(manifest, descriptions, 0);
    List<ResultValue> values = new ArrayList<>();
    for (Result result : results) {
      Selectable source = manifest.sources().get(result.uniqueId());
      if (source != null) {
        values.add(new ResultValue(entry(result), entries.of(source)));
      }
    }
    Map<String, Object> names = new LinkedHashMap<>();
    names.put("results", values);
    // Nothing is made.
    names.put("schemas", List.of());
    names.put("database_schemas", List.of());
    return names;
  }

  private static Map<String, @Nullable Object> entry(Result result) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("status", result.status());
    entry.put("timing", List.of());
    entry.put("thread_id", result.thread());
    entry.put(
        "execution_time",
        ArtifactTime.seconds(Duration.between(result.startedAt(), result.endedAt())));
    entry.put("adapter_response", Map.of());
    entry.put("message", result.error());
    entry.put("failures", null);
    return entry;
  }
}
