package io.tidemark.report.artifact;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code semantic_manifest.json}, which readers of dbt's artifacts expect to be there. It is kept
 * empty: Tidemark computes no metrics.
 */
public final class SemanticManifest {

  /** The file's name. */
  public static final String FILE_NAME = "semantic_manifest.json";

  private SemanticManifest() {}

  /**
   * Writes it.
   *
   * @throws IOException if it can't be written
   */
  public static void write(Path path) throws IOException {
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put("time_spine_table_configurations", List.of());
    configuration.put("time_spines", List.of());
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("semantic_models", List.of());
    content.put("metrics", List.of());
    content.put("project_configuration", configuration);
    content.put("saved_queries", List.of());
    ArtifactFile.write(path, content);
  }
}
