package io.tidemark.report.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.graph.Node;
import io.tidemark.graph.Selectable;
import io.tidemark.report.console.MaskedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code manifest.json} in version 12 of dbt's schema: the project's models, sources and macros,
 * and who reads whom. What Tidemark has no notion of (metrics, semantic models, …) is there and
 * empty.
 */
public final class ManifestArtifact {

  /** The file's name. */
  public static final String FILE_NAME = "manifest.json";

  private static final List<String> ALWAYS_EMPTY =
      List.of("docs", "exposures", "metrics", "groups", "selectors");

  private final ManifestInput input;

  /** An artifact of this. */
  public ManifestArtifact(ManifestInput input) {
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

  /** What would be written. */
  public JsonNode tree() {
    return new ObjectMapper().valueToTree(content());
  }

  private Map<String, @Nullable Object> content() {
    ModelEntry models = new ModelEntry(input);
    SourceEntry sources = new SourceEntry(input);
    Map<String, @Nullable Object> content = new LinkedHashMap<>();
    content.put("metadata", metadata());
    content.put("nodes", each(input.nodes(), models::of));
    content.put("sources", each(input.sources(), sources::of));
    Map<String, Object> macros = new LinkedHashMap<>();
    MacroEntry macro = new MacroEntry(input.invocation());
    input.macros().forEach(one -> macros.put(one.uniqueId(), macro.of(one)));
    content.put("macros", macros);
    ALWAYS_EMPTY.forEach(key -> content.put(key, Map.of()));
    content.put("disabled", disabled(models));
    content.put("parent_map", parents());
    content.put("child_map", children());
    content.put("group_map", Map.of());
    content.put("saved_queries", Map.of());
    content.put("semantic_models", Map.of());
    content.put("unit_tests", Map.of());
    return content;
  }

  private Map<String, @Nullable Object> metadata() {
    Map<String, @Nullable Object> metadata =
        input.invocation().metadata(DbtCompatibility.MANIFEST_SCHEMA);
    metadata.put("project_name", input.projectName());
    metadata.put("project_id", md5(input.projectName()));
    metadata.put("user_id", null);
    // Nothing is ever sent.
    metadata.put("send_anonymous_usage_stats", false);
    metadata.put("adapter_type", "postgres");
    metadata.put("run_started_at", ArtifactTime.of(input.invocation().startedAt()));
    return metadata;
  }

  private static <T> Map<String, Object> each(
      Map<String, T> all, Function<T, Map<String, @Nullable Object>> entry) {
    Map<String, Object> entries = new LinkedHashMap<>();
    all.forEach((id, one) -> entries.put(id, entry.apply(one)));
    return entries;
  }

  private Map<String, List<Object>> disabled(ModelEntry models) {
    Map<String, List<Object>> disabled = new LinkedHashMap<>();
    for (Selectable one : input.disabled()) {
      if (one instanceof Node node) {
        disabled.computeIfAbsent(node.uniqueId(), id -> new ArrayList<>()).add(models.of(node));
      }
    }
    return disabled;
  }

  private Map<String, List<String>> parents() {
    Map<String, List<String>> parents = new LinkedHashMap<>();
    input.nodes().forEach((id, node) -> parents.put(id, node.dependsOn()));
    input.sources().keySet().forEach(id -> parents.put(id, List.of()));
    return parents;
  }

  private Map<String, List<String>> children() {
    Map<String, List<String>> children = new LinkedHashMap<>();
    input.nodes().keySet().forEach(id -> children.put(id, new ArrayList<>()));
    input.sources().keySet().forEach(id -> children.put(id, new ArrayList<>()));
    input
        .nodes()
        .forEach(
            (id, node) ->
                node.dependsOn().stream()
                    .map(children::get)
                    .filter(Objects::nonNull)
                    .forEach(known -> known.add(id)));
    return children;
  }

  /** dbt tells projects apart by the MD5 of their name. */
  private static String md5(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has MD5", impossible);
    }
  }
}
