package io.tidemark.report.artifact;

import io.tidemark.batch.RunHook;
import io.tidemark.batch.RunResult;
import io.tidemark.report.console.MaskedData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code run_results.json} in version 6 of dbt's schema: how each node and hook of a run ended.
 * What an earlier execution of the run had completed is not in it.
 */
public final class RunResultsArtifact {

  /** The file's name. */
  public static final String FILE_NAME = "run_results.json";

  private final RunResultsInput input;

  /** An artifact of this. */
  public RunResultsArtifact(RunResultsInput input) {
    this.input = input;
  }

  /**
   * Writes it, all or nothing.
   *
   * @throws IOException if it can't be written; the old file is still there then
   */
  public void write(Path path) throws IOException {
    ArtifactFile.write(path, new MaskedData(input.invocation().mask()::maskKnown).of(content()));
  }

  private Map<String, @Nullable Object> content() {
    RunResult run = input.result();
    ResultEntries entries = new ResultEntries(input.invocation(), input.failures(), input.places());
    List<Map<String, @Nullable Object>> results = new ArrayList<>();
    run.hooks().stream()
        .filter(result -> result.hook().phase() == RunHook.Phase.START)
        .forEach(result -> results.add(entries.of(result)));
    run.results().forEach(result -> results.add(entries.of(result)));
    run.hooks().stream()
        .filter(result -> result.hook().phase() != RunHook.Phase.START)
        .forEach(result -> results.add(entries.of(result)));
    Map<String, @Nullable Object> content = new LinkedHashMap<>();
    content.put("metadata", input.invocation().metadata(DbtCompatibility.RUN_RESULTS_SCHEMA));
    content.put("results", results);
    content.put(
        "elapsed_time", ArtifactTime.seconds(Duration.between(run.startedAt(), run.endedAt())));
    content.put("args", input.arguments());
    return content;
  }
}
