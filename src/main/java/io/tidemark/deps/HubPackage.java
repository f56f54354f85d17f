package io.tidemark.deps;

import io.tidemark.project.packages.PackageSpec;
import io.tidemark.project.packages.Version;
import io.tidemark.project.packages.VersionRequirement;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A package as the hub lists it.
 *
 * @param releases its versions
 */
record HubPackage(List<Release> releases) {

  private static final int MOST_NAMED = 10;

  /**
   * A version of it.
   *
   * @param text the version as the hub writes it
   * @param name the project's name
   * @param packages what it needs itself
   * @param requires which versions of dbt it works with
   * @param tarball where its files are
   */
  record Release(
      String text,
      Version version,
      String name,
      List<PackageSpec> packages,
      List<VersionRequirement> requires,
      URI tarball) {

    Release {
      packages = List.copyOf(packages);
      requires = List.copyOf(requires);
    }

    boolean worksWith(Version dbt) {
      return requires.stream().allMatch(one -> one.allows(dbt));
    }
  }

  HubPackage {
    releases = List.copyOf(releases);
  }

  /** What to do where none of the versions that could be installed is asked for. */
  String explain(List<Release> installable, Version dbt) {
    if (installable.isEmpty()) {
      return "None of its "
          + releases.size()
          + " versions works with dbt "
          + dbt
          + ", whose language is spoken here.";
    }
    String newest =
        installable
            .subList(Math.max(0, installable.size() - MOST_NAMED), installable.size())
            .stream()
            .map(Release::text)
            .collect(Collectors.joining(", "));
    return "Ask for one of: " + newest + ".";
  }
}
