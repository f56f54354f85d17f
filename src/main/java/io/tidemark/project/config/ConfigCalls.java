package io.tidemark.project.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What several {@code config()} of one file say together, as dbt's {@code unrendered_config} has
 * it: tags are gathered, {@code meta} and its kin joined. Hooks are gathered when the layers are
 * merged.
 */
public final class ConfigCalls {

  private static final String TAGS = "tags";
  private static final String GRANTS = "grants";
  private static final Set<String> JOINED =
      Set.of("quoting", "column_types", "meta", "docs", "contract");

  private ConfigCalls() {}

  /**
   * The layers of a file, each of which is compared as all up to it.
   *
   * @param calls a layer for each call, in the order of the file
   */
  public static List<ConfigLayer> together(List<ConfigLayer> calls) {
    if (calls.size() < 2) {
      return calls;
    }
    Map<String, @Nullable Object> so = new LinkedHashMap<>();
    List<ConfigLayer> together = new ArrayList<>();
    for (ConfigLayer call : calls) {
      boolean first = so.isEmpty();
      Map<String, ConfigValue> values = new LinkedHashMap<>();
      call.values()
          .forEach(
              (key, one) -> {
                Object written = first ? one.written() : joined(key, so.get(key), one.written());
                so.put(key, written);
                values.put(key, new ConfigValue(one.value(), one.place(), written));
              });
      together.add(new ConfigLayer(call.origin(), values));
    }
    return List.copyOf(together);
  }

  private static @Nullable Object joined(
      String key, @Nullable Object before, @Nullable Object after) {
    if (key.equals(TAGS)) {
      return ConfigMerge.appended(before, after);
    }
    if (before instanceof Map<?, ?> earlier && after instanceof Map<?, ?> later) {
      if (JOINED.contains(key)) {
        return ConfigMerge.updated(earlier, later);
      }
      if (key.equals(GRANTS)) {
        return granted(earlier, later);
      }
    }
    return after;
  }

  /** As dbt joins them here: the plus of a privilege stays, as it is about other places too. */
  private static Map<Object, @Nullable Object> granted(Map<?, ?> before, Map<?, ?> after) {
    Map<Object, @Nullable Object> all = new LinkedHashMap<>();
    before.forEach((privilege, grantees) -> all.put(privilege, ConfigMerge.listOf(grantees)));
    after.forEach(
        (privilege, grantees) ->
            all.put(
                privilege,
                privilege instanceof String text && text.startsWith("+")
                    ? ConfigMerge.appended(all.get(privilege), grantees)
                    : ConfigMerge.listOf(grantees)));
    return Collections.unmodifiableMap(all);
  }
}
