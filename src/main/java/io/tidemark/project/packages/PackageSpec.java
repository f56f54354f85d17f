package io.tidemark.project.packages;

import io.tidemark.project.problem.Place;
import io.tidemark.project.yaml.YamlMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A package as somebody asks for it: where it is, and which version of it will do. Immutable. */
public sealed interface PackageSpec {

  /** The entry with its templates as they were written: what a lock file keeps. */
  YamlMapping written();

  /** The entry with its templates rendered. */
  YamlMapping entry();

  /** What makes two entries mean the same package. */
  String key();

  /** As messages name it. */
  String display();

  /** Where it is asked for. */
  default Place place() {
    return entry().place();
  }

  /** A directory on this machine, relative to the project that is run. */
  record Local(String path, YamlMapping written, YamlMapping entry) implements PackageSpec {

    @Override
    public String key() {
      return path;
    }

    @Override
    public String display() {
      return path;
    }
  }

  /**
   * A git repository.
   *
   * @param url anything that git can clone
   * @param revision a branch, a tag or a commit; null for the repository's default branch
   * @param subdirectory where the package is in it; null for its root
   * @param warnUnpinned whether a revision that may move is worth a warning
   */
  record Git(
      String url,
      @Nullable String revision,
      @Nullable String subdirectory,
      boolean warnUnpinned,
      YamlMapping written,
      YamlMapping entry)
      implements PackageSpec {

    @Override
    public String key() {
      String plain = url.endsWith(".git") ? url.substring(0, url.length() - 4) : url;
      return subdirectory == null ? plain : plain + "/" + subdirectory;
    }

    @Override
    public String display() {
      return subdirectory == null ? url : url + "/" + subdirectory;
    }
  }

  /**
   * A package of the hub.
   *
   * @param name with its namespace: {@code dbt-labs/dbt_utils}
   * @param versions all of which must hold
   * @param prerelease whether a version that is not final will do
   */
  record Hub(
      String name,
      List<VersionRequirement> versions,
      boolean prerelease,
      YamlMapping written,
      YamlMapping entry)
      implements PackageSpec {

    public Hub {
      versions = List.copyOf(versions);
    }

    @Override
    public String key() {
      return name;
    }

    @Override
    public String display() {
      return name;
    }
  }

  /**
   * An archive that is downloaded.
   *
   * @param name what the package is called
   */
  record Tarball(String url, String name, YamlMapping written, YamlMapping entry)
      implements PackageSpec {

    @Override
    public String key() {
      return name;
    }

    @Override
    public String display() {
      return name;
    }
  }
}
