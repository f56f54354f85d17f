package io.tidemark.graph.select;

import io.tidemark.graph.ResourceType;
import io.tidemark.graph.Selectable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code config.materialized:table}, {@code config.meta.owner:finance}: nodes whose configuration
 * has a value, or a list with the value in it. {@code true} and {@code false} mean booleans too, in
 * any case. Where dbt compares a number with a text, which never fits, a number is taken here by
 * its digits.
 */
record ConfigMatcher(List<String> keys, String value) implements NodeMatcher {

  /** What dbt has where nobody configured anything; a source's configuration only has the first. */
  private static final Map<List<String>, Object> OF_ALL = Map.of(List.of("enabled"), true);

  private static final Map<List<String>, Object> OF_MODELS =
      Map.of(
          List.of("materialized"), "view",
          List.of("on_schema_change"), "ignore",
          List.of("on_configuration_change"), "apply",
          List.of("access"), "protected",
          List.of("docs", "show"), true,
          List.of("contract", "enforced"), false,
          List.of("contract", "alias_types"), true);

  ConfigMatcher {
    keys = List.copyOf(keys);
  }

  @Override
  public boolean matches(Selectable node) {
    return items(node).stream().anyMatch(this::means);
  }

  @Override
  public List<String> valuesOf(Selectable node) {
    return items(node).stream().map(String::valueOf).toList();
  }

  private boolean means(Object item) {
    boolean anyCase = item instanceof Boolean || keys.equals(List.of("severity"));
    String text = item.toString();
    return anyCase ? lower(text).equals(lower(value)) : text.equals(value);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** The texts, numbers and booleans that the configuration has under the keys. */
  private List<Object> items(Selectable node) {
    Object found = node.config().get(keys.get(0));
    for (String key : keys.subList(1, keys.size())) {
      found = found instanceof Map<?, ?> mapping ? entry(mapping, key) : null;
    }
    if (found == null) {
      found = whenMissing(node);
    }
    List<Object> items = new ArrayList<>();
    for (Object item : found instanceof Iterable<?> several ? several : listOf(found)) {
      if (item instanceof String || item instanceof Number || item instanceof Boolean) {
        items.add(item);
      }
    }
    return items;
  }

  private static @Nullable Object entry(Map<?, ?> mapping, String key) {
    for (Map.Entry<?, ?> entry : mapping.entrySet()) {
      if (String.valueOf(entry.getKey()).equals(key)) {
        return entry.getValue();
      }
    }
    return null;
  }

  private @Nullable Object whenMissing(Selectable node) {
    Object forAll = OF_ALL.get(keys);
    return forAll == null && node.type() == ResourceType.MODEL ? OF_MODELS.get(keys) : forAll;
  }

  private static List<Object> listOf(@Nullable Object value) {
    return value == null ? List.of() : List.of(value);
  }
}
