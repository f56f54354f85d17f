package io.tidemark.template;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a template knows as {@code model} once the project is read: as in dbt all that the manifest
 * has of the node, what is null left out. Most templates ask for little of it, so the rest is made
 * when somebody asks. For one thread.
 */
final class WholeModel extends AbstractMap<String, @Nullable Object> {

  private static final String CONFIG = "config";

  /** What the manifest knows better: with all keys, and rendered. */
  private static final Set<String> FROM_MANIFEST = Set.of(CONFIG, "description");

  private final Map<String, @Nullable Object> known;
  private @Nullable Supplier<? extends Map<String, ?>> manifest;

  /**
   * A model.
   *
   * @param known what is at hand; changed by this
   * @param manifest gives what the manifest has of the node
   */
  WholeModel(Map<String, @Nullable Object> known, Supplier<? extends Map<String, ?>> manifest) {
    this.known = known;
    this.manifest = manifest;
  }

  @Override
  public @Nullable Object get(Object key) {
    return atHand(key) ? known.get(key) : whole().get(key);
  }

  @Override
  public boolean containsKey(Object key) {
    return atHand(key) || whole().containsKey(key);
  }

  @Override
  public @Nullable Object put(String key, @Nullable Object value) {
    return whole().put(key, value);
  }

  @Override
  public Set<Entry<String, @Nullable Object>> entrySet() {
    return whole().entrySet();
  }

  private boolean atHand(Object key) {
    return known.containsKey(key) && (manifest == null || !FROM_MANIFEST.contains(key));
  }

  private Map<String, @Nullable Object> whole() {
    Supplier<? extends Map<String, ?>> source = manifest;
    if (source != null) {
      manifest = null;
      Map<String, @Nullable Object> more = OwnCopy.of(source.get());
      if (more.get("description") instanceof String rendered) {
        known.put("description", rendered);
      }
      if (more.get(CONFIG) instanceof Map<?, ?> config) {
        Map<Object, @Nullable Object> all = new LinkedHashMap<>();
        if (known.get(CONFIG) instanceof Map<?, ?> own) {
          all.putAll(own);
        }
        addMissing(config, all);
        known.put(CONFIG, all);
      }
      addMissing(more, known);
    }
    return known;
  }

  private static <K> void addMissing(Map<? extends K, ?> from, Map<K, @Nullable Object> to) {
    from.forEach(
        (key, value) -> {
          if (value != null) {
            to.putIfAbsent(key, value);
          }
        });
  }
}
