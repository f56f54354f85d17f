package io.tidemark.report.artifact;

import io.tidemark.graph.FreshnessRule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code sources.json}, version 3: how fresh the sources are. */
public final class SourcesArtifact {

  /** The file's name. */
  public static final String FILE_NAME = "sources.json";

  private static final long ONE_ROW = 1;

  private final InvocationFacts invocation;

  /** An artifact of an invocation. */
  public SourcesArtifact(InvocationFacts invocation) {
    this.invocation = invocation;
  }

  /**
   * How fresh a source's table is.
   *
   * @param uniqueId the source's id
   * @param rule what was asked of it
   * @param status {@code pass}, {@code warn}, {@code error} or {@code runtime error}
   * @param newest when its newest row was loaded; null where that is not known
   * @param askedAt the database's time then; null where it could not be asked
   * @param startedAt when it was asked
   * @param endedAt when the answer was there
   * @param thread who asked
   * @param error what went wrong; null for nothing
   */
  public record Result(
      String uniqueId,
      FreshnessRule rule,
      String status,
      @Nullable Instant newest,
      @Nullable Instant askedAt,
      Instant startedAt,
      Instant endedAt,
      String thread,
      @Nullable String error) {}

  /**
   * Writes it, all or nothing.
   *
   * @throws IOException if it can't be written; the old file is still there then
   */
  public void write(Path path, List<Result> results, Duration elapsed) throws IOException {
    Map<String, @Nullable Object> content = new LinkedHashMap<>();
    content.put("metadata", invocation.metadata(DbtCompatibility.SOURCES_SCHEMA));
    List<Map<String, @Nullable Object>> entries = new ArrayList<>();
    results.forEach(result -> entries.add(entry(result)));
    content.put("results", entries);
    content.put("elapsed_time", ArtifactTime.seconds(elapsed));
    ArtifactFile.write(path, content);
  }

  private Map<String, @Nullable Object> entry(Result result) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("unique_id", result.uniqueId());
    Instant newest = result.newest();
    Instant askedAt = result.askedAt();
    if (newest == null || askedAt == null) {
      entry.put("error", invocation.mask().maskKnown(String.valueOf(result.error())));
      entry.put("status", "runtime error");
      return entry;
    }
    entry.put("max_loaded_at", ArtifactTime.ofDatabase(newest));
    entry.put("snapshotted_at", ArtifactTime.ofDatabase(askedAt));
    entry.put(
        "max_loaded_at_time_ago_in_s", ArtifactTime.seconds(Duration.between(newest, askedAt)));
    entry.put("status", result.status());
    entry.put("criteria", result.rule().criteria());
    // One row answers, whatever has been asked.
    entry.put("adapter_response", AdapterResponse.of("SELECT " + ONE_ROW, ONE_ROW));
    entry.put(
        "timing",
        List.of(
            ArtifactTime.phase("compile", result.startedAt(), result.startedAt()),
            ArtifactTime.phase("execute", result.startedAt(), result.endedAt())));
    entry.put("thread_id", result.thread());
    entry.put(
        "execution_time",
        ArtifactTime.seconds(Duration.between(result.startedAt(), result.endedAt())));
    return entry;
  }
}
