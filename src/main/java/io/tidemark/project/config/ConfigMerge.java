package io.tidemark.project.config;

import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * dbt's rules for joining a key's value in a more specific layer with its value in the more general
 * ones ({@code MergeBehavior} in dbt-common). A key that is not named here is replaced.
 */
final class ConfigMerge {

  private static final Set<String> APPENDED = Set.of("pre-hook", "post-hook", "packages", "tags");
  private static final Set<String> UPDATED =
      Set.of("quoting", "column_types", "meta", "docs", "contract", "snapshot_meta_column_names");

  private ConfigMerge() {}

  /**
   * Joins two values of a key.
   *
   * @param general the value so far, or null where the key is new
   * @throws ProjectException where the value has a type that can't be joined
   */
  static ConfigValue merge(String key, @Nullable ConfigValue general, ConfigValue specific) {
    Object before = general == null ? null : general.value();
    Object after = specific.value();
    if (APPENDED.contains(key)) {
      // A hook of dbt_project.yml runs beside the node's own: a change of either is a change.
      Object written =
          general == null || key.equals("tags")
              ? specific.written()
              : appended(general.written(), specific.written());
      return new ConfigValue(appended(before, given(after)), specific.place(), written);
    }
    if (UPDATED.contains(key) && after != null) {
      return new ConfigValue(
          updated(before, mapping(key, specific)), specific.place(), specific.written());
    }
    if (key.equals("grants") && after != null) {
      return new ConfigValue(
          granted(before, mapping(key, specific)), specific.place(), specific.written());
    }
    return specific;
  }

  static List<@Nullable Object> appended(@Nullable Object before, @Nullable Object after) {
    List<@Nullable Object> all = new ArrayList<>(listOf(before));
    all.addAll(listOf(after));
    return Collections.unmodifiableList(all);
  }

  static Map<Object, @Nullable Object> updated(@Nullable Object before, Map<?, ?> after) {
    Map<Object, @Nullable Object> all = new LinkedHashMap<>();
    if (before instanceof Map<?, ?> map) {
      all.putAll(map);
    }
    all.putAll(after);
    return Collections.unmodifiableMap(all);
  }

  /** A privilege's grantees are replaced, or extended where the privilege begins with a plus. */
  private static Map<Object, @Nullable Object> granted(@Nullable Object before, Map<?, ?> after) {
    Map<Object, @Nullable Object> all = new LinkedHashMap<>();
    if (before instanceof Map<?, ?> map) {
      map.forEach((privilege, grantees) -> all.put(privilege, listOf(grantees)));
    }
    after.forEach(
        (key, grantees) -> {
          String privilege = String.valueOf(key);
          boolean extended = privilege.startsWith("+");
          String name = extended ? privilege.replaceFirst("^\\++", "") : privilege;
          all.put(name, extended ? appended(all.get(name), grantees) : listOf(grantees));
        });
    return Collections.unmodifiableMap(all);
  }

  /** A null that somebody wrote is an entry, as in dbt, which refuses it. */
  private static Object given(@Nullable Object after) {
    return after == null ? Collections.singletonList(null) : after;
  }

  static List<@Nullable Object> listOf(@Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    List<@Nullable Object> copy = new ArrayList<>();
    if (value instanceof Iterable<?> items) {
      items.forEach(copy::add);
    } else {
      copy.add(value);
    }
    return copy;
  }

  private static Map<?, ?> mapping(String key, ConfigValue value) {
    if (value.value() instanceof Map<?, ?> map) {
      return map;
    }
    throw new ProjectException(
        Problem.of("The config \"%s\" must be a mapping of keys to values".formatted(key))
            .at(value.place())
            .found("Found %s.".formatted(ConfigTypes.described(value.value()))));
  }
}
