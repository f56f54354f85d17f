package io.tidemark.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What {@code var()} finds: what the command line says with {@code --vars}, then the package's own
 * {@code vars:}, then those for all packages. Immutable.
 *
 * @param commandLine from {@code --vars}
 * @param project {@code vars:} of {@code dbt_project.yml}; a mapping under a package's name is that
 *     package's
 */
public record Variables(
    Map<String, @Nullable Object> commandLine, Map<String, @Nullable Object> project) {

  /** The names and values that a template of a package sees. */
  public Map<String, @Nullable Object> visibleTo(String packageName) {
    Map<String, @Nullable Object> visible = new LinkedHashMap<>(project);
    if (project.get(packageName) instanceof Map<?, ?> own) {
      own.forEach((name, value) -> visible.put(String.valueOf(name), value));
    }
    visible.putAll(commandLine);
    return visible;
  }

  /** The names that a template of a package sees, sorted. */
  Set<String> names(String packageName) {
    return new TreeSet<>(visibleTo(packageName).keySet());
  }
}
