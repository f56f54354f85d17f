package io.tidemark.deps;

import io.tidemark.project.packages.PackageSpec;
import io.tidemark.project.packages.PackagesFile;
import io.tidemark.project.packages.Version;
import io.tidemark.project.packages.VersionRequirement;
import io.tidemark.project.yaml.ValueRenderer;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Finds a version of a package that will do, and what it needs itself. */
final class PackageFinder {

  private final Path root;
  private final PackageFetcher fetcher;
  private final Hub hub;
  private final ValueRenderer renderer;
  private final Version dbtVersion;
  private final Consumer<String> warnings;
  private final Set<String> warned = new HashSet<>();

  /**
   * A finder.
   *
   * @param root the project's directory: local packages are relative to it
   * @param dbtVersion versions that do not work with it are passed over
   * @param warnings takes what must be told
   */
  PackageFinder(
      Path root,
      PackageFetcher fetcher,
      Hub hub,
      ValueRenderer renderer,
      Version dbtVersion,
      Consumer<String> warnings) {
    this.root = root;
    this.fetcher = fetcher;
    this.hub = hub;
    this.renderer = renderer;
    this.dbtVersion = dbtVersion;
    this.warnings = warnings;
  }

  ChosenPackage local(PackageSpec.Local spec) {
    Path folder = fetcher.local(root, spec.path(), spec.place());
    return chosen(
        ProjectFolder.name(folder, spec.display(), spec.place()),
        spec,
        "local",
        Map.of("local", written(spec.written(), "local", spec.path())),
        folder);
  }

  ChosenPackage git(PackageSpec.Git spec) {
    GitCheckout checkout = fetcher.git(spec);
    String revision = spec.revision();
    if (spec.warnUnpinned()
        && warned.add(spec.key())
        && (revision == null || List.of("HEAD", "main", "master").contains(revision))) {
      warnings.accept(
          "The package "
              + spec.display()
              + " is not pinned: it is "
              + (revision == null ? "the default branch" : "the branch " + revision)
              + ". Its next version may break the project. Pin it with \"revision:\" a tag or a"
              + " commit, or say warn-unpinned: false.");
    }
    Map<String, String> lock = new LinkedHashMap<>();
    lock.put("git", written(spec.written(), "git", spec.url()));
    lock.put("revision", checkout.commit());
    if (spec.subdirectory() != null) {
      lock.put("subdirectory", spec.subdirectory());
    }
    Path folder = checkout.folder();
    return chosen(
        ProjectFolder.name(folder, spec.display(), spec.place()),
        spec,
        "revision " + checkout.commit(),
        lock,
        folder);
  }

  ChosenPackage tarball(PackageSpec.Tarball spec) {
    Path folder = fetcher.tarball(spec.url(), spec.name(), spec.place());
    return chosen(
        spec.name(),
        spec,
        "tarball " + spec.url(),
        Map.of("tarball", written(spec.written(), "tarball", spec.url())),
        folder);
  }

  /** The newest version of the hub that all who ask will take. */
  ChosenPackage hub(List<Requirement> asked) {
    PackageSpec.Hub first = (PackageSpec.Hub) asked.get(0).spec();
    List<VersionRequirement> all = new ArrayList<>();
    boolean prerelease = false;
    for (Requirement one : asked) {
      PackageSpec.Hub spec = (PackageSpec.Hub) one.spec();
      all.addAll(spec.versions());
      prerelease |= spec.prerelease();
      prerelease |= spec.versions().stream().anyMatch(v -> v.version().prerelease() != null);
    }
    boolean early = prerelease;
    HubPackage listed = hub.find(first.name(), first.place());
    List<HubPackage.Release> installable =
        listed.releases().stream()
            .filter(release -> early || release.version().prerelease() == null)
            .filter(release -> release.worksWith(dbtVersion))
            .sorted(Comparator.comparing(HubPackage.Release::version))
            .toList();
    HubPackage.Release best =
        installable.stream()
            .filter(release -> all.stream().allMatch(one -> one.allows(release.version())))
            .reduce((older, newer) -> newer)
            .orElseThrow(
                () ->
                    Resolver.conflict(
                        "No version of " + first.name() + " will do",
                        asked,
                        listed.explain(installable, dbtVersion)));
    return new ChosenPackage(
        ProjectFolder.checked(best.name(), first.name(), first.place()),
        first.name(),
        "version " + best.text(),
        installable.get(installable.size() - 1).text(),
        Map.of("package", first.name(), "version", best.text()),
        best.packages());
  }

  private ChosenPackage chosen(
      String name, PackageSpec spec, String version, Map<String, String> lock, Path folder) {
    String shownIn = folder + "/";
    return new ChosenPackage(
        ProjectFolder.checked(name, spec.display(), spec.place()),
        spec.display(),
        version,
        null,
        lock,
        PackagesFile.read(folder, shownIn, renderer).packages());
  }

  /** With its templates: what they hide must not come into a lock file. */
  private static String written(YamlMapping entry, String key, String otherwise) {
    YamlNode node = entry.get(key);
    return node != null && node.value() instanceof String text ? text : otherwise;
  }
}
