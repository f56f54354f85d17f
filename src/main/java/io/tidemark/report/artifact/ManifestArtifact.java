package io.tidemark.report.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.graph.Manifest;
import io.tidemark.graph.Node;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.Selectable;
import io.tidemark.graph.entry.Entries;
import io.tidemark.report.artifact.ManifestInput.MacroFacts;
import io.tidemark.report.console.MaskedData;
import io.tidemark.report.console.ValuesOnDemand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code manifest.json} in version 12 of dbt's schema: everything that the project holds, and who
 * reads whom.
 */
public final class ManifestArtifact {

  /** The file's name. */
  public static final String FILE_NAME = "manifest.json";

  private final ManifestInput input;
  private final Entries entries;

  /** An artifact of this. */
  public ManifestArtifact(ManifestInput input) {
    this.input = input;
    this.entries = input.entries();
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
    Manifest manifest = input.manifest();
    Map<String, @Nullable Object> content = new LinkedHashMap<>();
    content.put("metadata", metadata());
    content.put("nodes", nodes(manifest, false));
    content.put("sources", each(manifest.sources(), entries::of));
    Map<String, MacroFacts> macros = new LinkedHashMap<>();
    input.macros().forEach(one -> macros.put(one.uniqueId(), one));
    content.put("macros", each(macros, new MacroEntry(input.invocation())::of));
    content.put("docs", each(manifest.docs(), Entries::of));
    content.put("exposures", declarations(ResourceType.EXPOSURE));
    content.put("metrics", declarations(ResourceType.METRIC));
    content.put("groups", declarations(ResourceType.GROUP));
    content.put("selectors", input.selectors());
    content.put("disabled", disabled());
    content.putAll(new ManifestMaps(manifest).content());
    content.put("saved_queries", declarations(ResourceType.SAVED_QUERY));
    content.put("semantic_models", declarations(ResourceType.SEMANTIC_MODEL));
    content.put("unit_tests", each(manifest.unitTests(), entries::of));
    content.put("functions", nodes(manifest, true));
    return content;
  }

  /** The functions, which have a place of their own, or the others. */
  private Map<String, @Nullable Object> nodes(Manifest manifest, boolean functions) {
    Map<String, Node> nodes = new LinkedHashMap<>();
    manifest
        .nodes()
        .forEach(
            (id, node) -> {
              if (functions == (node.type() == ResourceType.FUNCTION)) {
                nodes.put(id, node);
              }
            });
    if (!functions) {
      nodes.putAll(manifest.hooks());
      manifest.testsLeftOut().forEach(test -> nodes.put(test.uniqueId(), test));
    }
    CompiledEntry compiled = new CompiledEntry(input);
    return each(
        nodes,
        node -> {
          Map<String, @Nullable Object> entry = entries.of(node);
          compiled.addTo(node, entry);
          return entry;
        });
  }

  private Map<String, @Nullable Object> declarations(ResourceType type) {
    return each(input.manifest().declarations(type), entries::of);
  }

  private Map<String, @Nullable Object> metadata() {
    Map<String, @Nullable Object> metadata =
        input.invocation().metadata(DbtCompatibility.MANIFEST_SCHEMA);
    metadata.put("project_name", input.manifest().projectName());
    metadata.put("project_id", md5(input.manifest().projectName()));
    metadata.put("user_id", null);
    // Nothing is ever sent.
    metadata.put("send_anonymous_usage_stats", false);
    metadata.put("adapter_type", "postgres");
    metadata.put("quoting", quoting());
    metadata.put("run_started_at", ArtifactTime.of(input.invocation().startedAt()));
    return metadata;
  }

  private Map<String, @Nullable Object> quoting() {
    Map<String, @Nullable Object> quoting = new LinkedHashMap<>();
    quoting.put("database", input.quoting().database());
    quoting.put("schema", input.quoting().schema());
    quoting.put("identifier", input.quoting().name());
    quoting.put("column", null);
    return quoting;
  }

  private static <T> Map<String, @Nullable Object> each(
      Map<String, T> all, Function<T, Map<String, @Nullable Object>> entry) {
    return new ValuesOnDemand<>(all, entry);
  }

  private Map<String, List<Object>> disabled() {
    CompiledEntry compiled = new CompiledEntry(input);
    Map<String, List<Object>> disabled = new LinkedHashMap<>();
    Set<String> elsewhere = new HashSet<>();
    input.manifest().testsLeftOut().forEach(test -> elsewhere.add(test.uniqueId()));
    for (Selectable one : input.manifest().disabled()) {
      if (elsewhere.contains(one.uniqueId())) {
        continue;
      }
      Map<String, @Nullable Object> entry = entries.disabled(one);
      if (one instanceof Node node) {
        // One of the same name may be enabled, and have been compiled.
        compiled.addUncompiled(node, entry);
      }
      disabled.computeIfAbsent(one.uniqueId(), id -> new ArrayList<>()).add(entry);
    }
    return disabled;
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
