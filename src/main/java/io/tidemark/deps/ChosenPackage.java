package io.tidemark.deps;

import io.tidemark.project.packages.PackageSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A package of which one version was chosen. Immutable.
 *
 * @param name the name in its {@code dbt_project.yml}, by which its macros are called
 * @param display as messages name it
 * @param version as messages name it
 * @param latest the newest version that would do, where it comes from the hub
 * @param lock what a lock file says of it
 * @param packages the packages that it needs itself
 */
record ChosenPackage(
    String name,
    String display,
    String version,
    @Nullable String latest,
    Map<String, String> lock,
    List<PackageSpec> packages) {

  ChosenPackage {
    lock = Map.copyOf(lock);
    packages = List.copyOf(packages);
  }
}
