package io.tidemark.deps;

import io.tidemark.project.packages.PackageSpec;
import io.tidemark.project.packages.PackagesFile;
import io.tidemark.project.packages.Version;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.yaml.ValueRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Installs the packages that a project asks for: what {@code deps} does. */
public final class PackageInstallation {

  private final Site site;
  private final Consumer<String> told;
  private final Consumer<String> warnings;

  /**
   * Whose packages, and what is known of the machine.
   *
   * @param root the project's directory
   * @param projectName the project
   * @param installPath where packages go
   * @param dbtVersion which dbt's language is spoken
   * @param environment variables that git and proxies know
   * @param renderer for the templates in {@code packages.yml}
   */
  public record Site(
      Path root,
      String projectName,
      Path installPath,
      String dbtVersion,
      Map<String, String> environment,
      ValueRenderer renderer) {}

  /**
   * An installation.
   *
   * @param told takes what was done, line by line
   * @param warnings takes what must be told
   */
  public PackageInstallation(Site site, Consumer<String> told, Consumer<String> warnings) {
    this.site = site;
    this.told = told;
    this.warnings = warnings;
  }

  /**
   * Installs what the lock file says; chooses versions anew where the list of packages has changed
   * since, or where that is asked for.
   *
   * @param upgrade whether to choose anew in any case
   * @param lockOnly whether to write the lock file and install nothing
   * @throws ProjectException if something can't be had; what was installed is still there then
   */
  public void run(boolean upgrade, boolean lockOnly) {
    PackagesFile file = PackagesFile.read(site.root(), "", site.renderer());
    if (file.packages().isEmpty()) {
      told.accept("No packages are asked for in packages.yml or dependencies.yml");
      return;
    }
    try (InstallFolder folder = InstallFolder.open(site.installPath())) {
      Downloads downloads = new Downloads(site.environment());
      PackageFetcher fetcher =
          new PackageFetcher(folder.fetched(), new Git(site.environment()), downloads);
      Hub hub = new Hub(downloads, site.environment());
      PackageFinder finder =
          new PackageFinder(
              site.root(),
              fetcher,
              hub,
              site.renderer(),
              Version.of(site.dbtVersion()).orElseThrow(),
              warnings);
      PackageLock lock = PackageLock.read(site.root(), site.renderer());
      String hash = PackageLock.hash(file.packages());
      if (upgrade || lock == null || !hash.equals(lock.hash())) {
        List<ChosenPackage> chosen =
            new Resolver(finder, site.projectName(), file.name()).resolve(file.packages());
        PackageLock.write(site.root(), hash, chosen);
        told.accept("Wrote " + PackageLock.FILE);
        lock = PackageLock.read(site.root(), site.renderer());
      }
      if (lockOnly || lock == null) {
        return;
      }
      Resolver resolver = new Resolver(finder, site.projectName(), PackageLock.FILE);
      for (PackageSpec spec : lock.packages()) {
        install(spec, resolver.exact(spec), fetcher, hub, folder.packages());
      }
      folder.swap();
    } catch (IOException e) {
      throw new ProjectException(
          Problem.of("The packages can't be installed")
              .found("In " + site.installPath() + ". The system says: " + e.getMessage() + ".")
              .next("Check the folder's owner and rights and the room on the disk."));
    }
  }

  private void install(
      PackageSpec spec, ChosenPackage chosen, PackageFetcher fetcher, Hub hub, Path packages)
      throws IOException {
    Path target = packages.resolve(chosen.name());
    if (Files.exists(target)) {
      throw new ProjectException(
          Problem.of("The package \"" + chosen.name() + "\" would be installed twice")
              .at(spec.place())
              .next("Remove " + PackageLock.FILE + " and run this again."));
    }
    if (spec instanceof PackageSpec.Local local) {
      Files.createSymbolicLink(target, fetcher.local(site.root(), local.path(), local.place()));
    } else if (spec instanceof PackageSpec.Git git) {
      Files.move(fetcher.git(git).folder(), target);
    } else if (spec instanceof PackageSpec.Tarball tarball) {
      Files.move(fetcher.tarball(tarball.url(), tarball.name(), tarball.place()), target);
    } else if (spec instanceof PackageSpec.Hub asked) {
      Files.move(archive(asked, hub, fetcher), target);
    }
    told.accept(
        "Installed "
            + chosen.name()
            + " from "
            + Git.hidden(chosen.display())
            + ", "
            + Git.hidden(chosen.version()));
    String latest = chosen.latest();
    if (latest != null && !chosen.version().equals("version " + latest)) {
      told.accept("  There is a newer one: " + latest);
    }
  }

  private static Path archive(PackageSpec.Hub asked, Hub hub, PackageFetcher fetcher) {
    return hub.find(asked.name(), asked.place()).releases().stream()
        .filter(release -> asked.versions().stream().allMatch(v -> v.allows(release.version())))
        .findFirst()
        .map(release -> fetcher.tarball(release.tarball().toString(), asked.name(), asked.place()))
        .orElseThrow();
  }

  /**
   * Removes all packages.
   *
   * @param root the project's directory; nothing outside of it is deleted
   * @return whether there were any
   */
  public static boolean remove(Path root, Path installPath) {
    Path folder = installPath.toAbsolutePath().normalize();
    Path project = root.toAbsolutePath().normalize();
    if (!Files.exists(folder) || folder.equals(project) || !folder.startsWith(project)) {
      return false;
    }
    try {
      Folders.delete(folder);
      return true;
    } catch (IOException e) {
      throw new ProjectException(
          Problem.of("The packages can't be deleted")
              .found("In " + folder + ". The system says: " + e.getMessage() + "."));
    }
  }
}
