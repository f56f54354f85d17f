package io.tidemark.graph.select;

import io.tidemark.project.yaml.YamlMapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Selectors as dbt's manifest has them: every text is spelled out as a mapping, and a selector that
 * is named stands there whole.
 */
final class SelectorEntries {

  private static final String METHOD = "method";
  private static final String VALUE = "value";
  private static final String DEFINITION = "definition";
  private static final List<String> GROUPS = List.of("union", "intersection");

  private static final Pattern CRITERION =
      Pattern.compile(
          "(?<childrensParents>@)?(?<parents>(?<parentsDepth>\\d*)\\+)?"
              + "((?<method>[\\w.]+):)?(?<value>.*?)(?<children>\\+(?<childrenDepth>\\d*))?",
          Pattern.DOTALL);

  private final Map<String, Object> done = new LinkedHashMap<>();

  private SelectorEntries() {}

  /** The entries of selectors, by name, in the order of the file. */
  static Map<String, Object> of(Map<String, YamlMapping> selectors) {
    SelectorEntries entries = new SelectorEntries();
    selectors.forEach((name, selector) -> entries.done.put(name, entries.selector(selector)));
    return entries.done;
  }

  private Map<Object, @Nullable Object> selector(YamlMapping selector) {
    Map<Object, @Nullable Object> entry = new LinkedHashMap<>(selector.value());
    entry.computeIfPresent(DEFINITION, (key, written) -> definition(written));
    return entry;
  }

  private Object definition(Object written) {
    if (written instanceof String text) {
      return criterion(text);
    }
    if (!(written instanceof Map<?, ?> mapping) || mapping.isEmpty()) {
      return written;
    }
    for (String group : GROUPS) {
      if (mapping.get(group) instanceof List<?> parts) {
        return Map.of(group, all(parts));
      }
    }
    Object key = mapping.keySet().iterator().next();
    Object value = mapping.get(key);
    if (key != null && value instanceof List<?> parts) {
      value = all(parts);
    }
    if ("exclude".equals(key)) {
      return Map.of("exclude", value == null ? List.of() : value);
    }
    if (mapping.size() == 1) {
      Map<String, @Nullable Object> entry = new LinkedHashMap<>();
      entry.put(METHOD, key);
      entry.put(VALUE, value);
      return entry;
    }
    return METHOD.equals(key) && "selector".equals(value) ? named(mapping) : mapping;
  }

  private List<Object> all(List<?> parts) {
    List<Object> entries = new ArrayList<>();
    for (Object part : parts) {
      if (part != null) {
        entries.add(definition(part));
      }
    }
    return entries;
  }

  private Object named(Map<?, ?> mapping) {
    Object other = done.get(String.valueOf(mapping.get(VALUE)));
    Object definition = other instanceof Map<?, ?> entry ? entry.get(DEFINITION) : null;
    return definition == null ? mapping : definition;
  }

  private static Map<String, Object> criterion(String text) {
    Matcher found = CRITERION.matcher(text);
    Map<String, Object> entry = new LinkedHashMap<>();
    if (!found.matches()) {
      return entry;
    }
    String value = found.group(VALUE);
    String method = found.group(METHOD);
    flag(entry, "childrens_parents", found.group("childrensParents"));
    flag(entry, "parents", found.group("parents"));
    put(entry, "parents_depth", found.group("parentsDepth"));
    entry.put(METHOD, method == null ? methodOf(value) : method);
    put(entry, VALUE, value);
    flag(entry, "children", found.group("children"));
    put(entry, "children_depth", found.group("childrenDepth"));
    return entry;
  }

  private static void put(Map<String, Object> entry, String key, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      entry.put(key, value);
    }
  }

  private static void flag(Map<String, Object> entry, String key, @Nullable String written) {
    if (written != null) {
      entry.put(key, true);
    }
  }

  /** What dbt takes a value without a method for. */
  private static String methodOf(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    if (value.contains("/")) {
      return "path";
    }
    return lower.endsWith(".sql") || lower.endsWith(".py") || lower.endsWith(".csv")
        ? "file"
        : "fqn";
  }
}
