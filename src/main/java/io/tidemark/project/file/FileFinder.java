package io.tidemark.project.file;

import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds the files below a search path. As in dbt: links to files are followed and links to
 * directories are not (so they can't loop), names that begin with {@code .}, {@code #} or {@code ~}
 * are passed over, extensions are compared without case.
 */
final class FileFinder {

  /** A file that was found, not yet read. */
  record Found(FileKind kind, String path, String searchPath, Path absolutePath) {}

  private static final String NAMES_PASSED_OVER = ".#~";

  private final Path root;
  private final SearchPaths paths;
  private final DbtIgnore ignore;
  private final Problems problems;
  private final List<Found> found = new ArrayList<>();

  FileFinder(Path root, SearchPaths paths, DbtIgnore ignore, Problems problems) {
    this.root = root;
    this.paths = paths;
    this.ignore = ignore;
    this.problems = problems;
  }

  /** The files below a search path, in no particular order; a missing directory has none. */
  List<Found> find(String searchPath) {
    found.clear();
    Path directory = root.resolve(searchPath);
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try {
      // The search path itself may be a link; it is only below it that links are not followed.
      Path start = directory.toRealPath();
      Files.walkFileTree(start, new Visitor(start, searchPath));
    } catch (IOException unreadable) {
      problems.add(unreadable(searchPath, unreadable));
    }
    return List.copyOf(found);
  }

  private final class Visitor extends SimpleFileVisitor<Path> {

    private final Path start;
    private final String searchPath;

    Visitor(Path start, String searchPath) {
      this.start = start;
      this.searchPath = searchPath;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = file.getFileName().toString();
      if (NAMES_PASSED_OVER.indexOf(name.charAt(0)) >= 0) {
        return FileVisitResult.CONTINUE;
      }
      String relative = slashed(start.relativize(file));
      String path = searchPath.equals(".") ? relative : searchPath + "/" + relative;
      Set<FileKind> kinds = kinds(relative);
      // A pipe or a device would be read for ever.
      boolean noFile = Files.exists(file) && !Files.isRegularFile(file);
      if (kinds.isEmpty() || ignore.ignores(path) || noFile) {
        return FileVisitResult.CONTINUE;
      }
      if (attributes.isSymbolicLink() && !Files.exists(file)) {
        problems.add(
            Problem.of("The link %s leads to no file".formatted(path))
                .next("Remove the link, or add its name to .dbtignore."));
        return FileVisitResult.CONTINUE;
      }
      kinds.forEach(kind -> found.add(new Found(kind, path, searchPath, file)));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      problems.add(unreadable(searchPath + "/" + slashed(start.relativize(file)), failure));
      return FileVisitResult.CONTINUE;
    }

    private Set<FileKind> kinds(String relative) {
      String name = relative.toLowerCase(Locale.ROOT);
      Set<FileKind> kinds = EnumSet.noneOf(FileKind.class);
      if (name.endsWith(".yml") || name.endsWith(".yaml")) {
        addIf(kinds, FileKind.PROPERTIES, paths.sources().contains(searchPath));
      } else if (name.endsWith(".md")) {
        addIf(kinds, FileKind.DOCS, paths.docs().contains(searchPath));
      } else if (name.endsWith(".csv")) {
        addIf(kinds, FileKind.SEED, paths.seeds().contains(searchPath));
        boolean test = paths.tests().contains(searchPath);
        addIf(kinds, FileKind.FIXTURE, test && relative.startsWith("fixtures/"));
      } else if (name.endsWith(".py")) {
        addIf(kinds, FileKind.MODEL, paths.models().contains(searchPath));
        addIf(kinds, FileKind.FUNCTION, paths.functions().contains(searchPath));
      } else if (name.endsWith(".sql.mustache")) {
        addIf(kinds, FileKind.MODEL, paths.models().contains(searchPath));
      } else if (name.endsWith(".sql")) {
        addIf(kinds, FileKind.MODEL, paths.models().contains(searchPath));
        addIf(kinds, FileKind.SNAPSHOT, paths.snapshots().contains(searchPath));
        addIf(kinds, FileKind.ANALYSIS, paths.analyses().contains(searchPath));
        addIf(kinds, FileKind.FUNCTION, paths.functions().contains(searchPath));
        addIf(kinds, FileKind.MACRO, paths.macros().contains(searchPath));
        addIf(kinds, testKind(relative), paths.tests().contains(searchPath));
      }
      return kinds;
    }

    private static void addIf(Set<FileKind> kinds, FileKind kind, boolean condition) {
      if (condition) {
        kinds.add(kind);
      }
    }

    private static FileKind testKind(String relative) {
      if (relative.startsWith("generic/")) {
        return FileKind.GENERIC_TEST;
      }
      return relative.startsWith("fixtures/") ? FileKind.FIXTURE : FileKind.SINGULAR_TEST;
    }
  }

  private static String slashed(Path path) {
    return path.toString().replace('\\', '/');
  }

  static Problem unreadable(String path, IOException failure) {
    String reason =
        failure instanceof java.nio.file.AccessDeniedException
            ? "This user has no right to read it."
            : "The system says: %s.".formatted(failure.getMessage());
    return Problem.of("%s can't be read".formatted(path))
        .found(reason)
        .next("Give the right to read it, or add its name to .dbtignore.");
  }
}
