package io.tidemark.deps;

import io.tidemark.project.packages.PackageSpec;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Brings packages' files into a folder of its own, each once. */
final class PackageFetcher {

  private final Path folder;
  private final Git git;
  private final Downloads downloads;
  private final Map<String, GitCheckout> checkouts = new HashMap<>();
  private final Map<URI, Path> archives = new HashMap<>();
  private int fetched;

  /**
   * A fetcher.
   *
   * @param folder where the files go; it is there
   */
  PackageFetcher(Path folder, Git git, Downloads downloads) {
    this.folder = folder;
    this.git = git;
    this.downloads = downloads;
  }

  /** Where a local package is. */
  Path local(Path root, String path, Place place) {
    Path found = root.resolve(path).normalize();
    if (!Files.isDirectory(found)) {
      throw new ProjectException(
          Problem.of("The local package " + path + " is not there")
              .at(place)
              .found("Looked for " + found + ".")
              .next("Correct the path; it is relative to the project's directory."));
    }
    return found;
  }

  /** A repository at a revision, without git's own files. */
  GitCheckout git(PackageSpec.Git spec) {
    String key = spec.key() + "@" + spec.revision();
    GitCheckout before = checkouts.get(key);
    if (before != null) {
      return before;
    }
    Path repository = next();
    String commit = git.checkOut(spec, repository);
    String below = spec.subdirectory() == null ? "" : spec.subdirectory();
    Path found = repository.resolve(below).normalize();
    if (!found.startsWith(repository) || !Files.isDirectory(found)) {
      throw new ProjectException(
          Problem.of("The repository has no folder \"" + below + "\"")
              .at(spec.place())
              .next("Correct \"subdirectory:\"."));
    }
    try {
      Git.forget(repository);
      refuseLinksOut(found, spec.display(), spec.place());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    GitCheckout checkout = new GitCheckout(found, commit);
    checkouts.put(key, checkout);
    // A lock file names the commit.
    checkouts.put(spec.key() + "@" + commit, checkout);
    return checkout;
  }

  /** An archive's only folder, or what it holds if there are several. */
  Path tarball(String address, String what, Place place) {
    URI uri = Downloads.address(address, place);
    Path before = archives.get(uri);
    if (before != null) {
      return before;
    }
    Path into = next();
    Path unpacked =
        downloads.get(
            uri,
            "the package " + what,
            place,
            content -> {
              Folders.delete(into);
              Files.createDirectories(into);
              PackageArchive.unpack(content, into);
              return into;
            });
    if (unpacked == null) {
      throw new ProjectException(
          Problem.of("There is no archive of the package " + what)
              .at(place)
              .found("Asked " + Git.hidden(address) + ".")
              .next("Correct the address."));
    }
    Path found = withoutWrapping(unpacked);
    archives.put(uri, found);
    return found;
  }

  private static Path withoutWrapping(Path unpacked) {
    try (Stream<Path> entries = Files.list(unpacked)) {
      List<Path> all = entries.toList();
      return all.size() == 1 && Files.isDirectory(all.get(0)) ? all.get(0) : unpacked;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void refuseLinksOut(Path folder, String what, Place place) throws IOException {
    List<Path> out = Folders.linksOut(folder);
    if (!out.isEmpty()) {
      throw new ProjectException(
          Problem.of("The package " + what + " has a link that leads out of it: " + out.get(0))
              .at(place)
              .found("Through it the package would reach this machine's files.")
              .next("Ask for another version of it, or for a copy of your own."));
    }
  }

  private Path next() {
    return folder.resolve("package" + fetched++);
  }
}
