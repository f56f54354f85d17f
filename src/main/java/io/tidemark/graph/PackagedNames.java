package io.tidemark.graph;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Things that packages have under names, found in dbt's order: in the project that is run, in the
 * package that asks (or the other way round, as the project chooses), anywhere. Filled first, then
 * only read.
 *
 * @param <T> what they are
 */
final class PackagedNames<T> {

  private final String projectName;
  private final boolean packageFirst;
  private final Map<String, Map<String, T>> byName = new HashMap<>();

  /**
   * None yet.
   *
   * @param projectName the project that is run
   * @param packageFirst whether the package that asks comes before it
   */
  PackagedNames(String projectName, boolean packageFirst) {
    this.projectName = projectName;
    this.packageFirst = packageFirst;
  }

  void add(String name, String packageName, T thing) {
    byName.computeIfAbsent(name, any -> new LinkedHashMap<>()).put(packageName, thing);
  }

  /**
   * What a name means; several where any package's could be meant.
   *
   * @param inPackage the only package to look in; null for dbt's order
   * @param from the package that asks
   */
  List<T> find(String name, @Nullable String inPackage, String from) {
    Map<String, T> packages = byName.getOrDefault(name, Map.of());
    if (inPackage != null) {
      T found = packages.get(inPackage);
      return found == null ? List.of() : List.of(found);
    }
    List<String> order = packageFirst ? List.of(from, projectName) : List.of(projectName, from);
    for (String packageName : order) {
      T found = packages.get(packageName);
      if (found != null) {
        return List.of(found);
      }
    }
    return List.copyOf(packages.values());
  }

  List<String> names() {
    return List.copyOf(byName.keySet());
  }
}
