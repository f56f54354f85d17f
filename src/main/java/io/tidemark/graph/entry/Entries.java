package io.tidemark.graph.entry;

import io.tidemark.graph.Declaration;
import io.tidemark.graph.Descriptions;
import io.tidemark.graph.DocsBlock;
import io.tidemark.graph.Manifest;
import io.tidemark.graph.Node;
import io.tidemark.graph.Selectable;
import io.tidemark.graph.SourceNode;
import io.tidemark.graph.UnitTest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything in a manifest as the mapping that dbt's manifest has of it. What is known only after a
 * node has been compiled is not in it. Thread-safe.
 */
public final class Entries {

  private final Manifest manifest;
  private final EntryTexts texts;
  private final PrimaryKeys primaryKeys;

  /**
   * Entries of a manifest.
   *
   * @param createdAt when it was made, in seconds since 1970
   */
  public Entries(Manifest manifest, Descriptions descriptions, double createdAt) {
    this.manifest = manifest;
    this.texts = new EntryTexts(descriptions, createdAt);
    this.primaryKeys = new PrimaryKeys(manifest);
  }

  /** A node, source, unit test or declaration; the mapping is the caller's. */
  public Map<String, @Nullable Object> of(Selectable one) {
    return of(one, texts);
  }

  /** What is switched off: as in dbt with its texts as they are written. */
  public Map<String, @Nullable Object> disabled(Selectable one) {
    return of(one, new EntryTexts(null, texts.createdAt()));
  }

  private Map<String, @Nullable Object> of(Selectable one, EntryTexts texts) {
    if (one instanceof Node node) {
      return new NodeEntry(texts, primaryKeys).of(node);
    }
    if (one instanceof SourceNode source) {
      return new SourceEntry(texts).of(source);
    }
    if (one instanceof UnitTest test) {
      return new UnitTestEntry(texts, manifest).of(test);
    }
    if (one instanceof Declaration declaration) {
      return new DeclarationEntry(texts, manifest).of(declaration);
    }
    throw new IllegalArgumentException(one.uniqueId());
  }

  /** A docs block. */
  public static Map<String, @Nullable Object> of(DocsBlock block) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("name", block.name());
    entry.put("resource_type", "doc");
    entry.put("package_name", block.packageName());
    entry.put("path", block.path());
    entry.put("original_file_path", block.originalPath());
    entry.put("unique_id", block.uniqueId());
    entry.put("block_contents", block.contents());
    return entry;
  }
}
