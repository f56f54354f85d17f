package io.tidemark.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What {@code var()} finds: what the command line says with {@code --vars}, then what the project
 * that is run says for the package that asks, then what it says for all, and last what that package
 * says of itself. Immutable.
 *
 * @param commandLine from {@code --vars}
 * @param project {@code vars:} of {@code dbt_project.yml}; a mapping under a package's name is that
 *     package's
 * @param packages {@code vars:} of the installed packages, by the package's name
 */
public record Variables(
    Map<String, @Nullable Object> commandLine,
    Map<String, @Nullable Object> project,
    Map<String, Map<String, @Nullable Object>> packages) {

  /** Those of a project without packages. */
  public Variables(
      Map<String, @Nullable Object> commandLine, Map<String, @Nullable Object> project) {
    this(commandLine, project, Map.of());
  }

  /** With those of one more package. */
  public Variables with(String packageName, Map<String, @Nullable Object> vars) {
    Map<String, Map<String, @Nullable Object>> all = new LinkedHashMap<>(packages);
    all.put(packageName, vars);
    return new Variables(commandLine, project, all);
  }

  /** The names and values that a template of a package sees. */
  public Map<String, @Nullable Object> visibleTo(String packageName) {
    Map<String, @Nullable Object> visible = new LinkedHashMap<>();
    add(packages.getOrDefault(packageName, Map.of()), packageName, visible);
    add(project, packageName, visible);
    visible.putAll(commandLine);
    return visible;
  }

  private static void add(
      Map<String, @Nullable Object> vars,
      String packageName,
      Map<String, @Nullable Object> visible) {
    visible.putAll(vars);
    if (vars.get(packageName) instanceof Map<?, ?> own) {
      own.forEach((name, value) -> visible.put(String.valueOf(name), value));
    }
  }

  /** The names that a template of a package sees, sorted. */
  Set<String> names(String packageName) {
    return new TreeSet<>(visibleTo(packageName).keySet());
  }
}
