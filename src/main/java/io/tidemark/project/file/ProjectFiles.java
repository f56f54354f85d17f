package io.tidemark.project.file;

import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files of a project, read once, sorted by path within each kind. Immutable.
 *
 * @param byKind the files of each kind; a kind without files is missing
 */
public record ProjectFiles(Map<FileKind, List<SourceFile>> byKind) {

  /** dbt's limit, in bytes: a larger seed is known by its path, not by its contents. */
  private static final long LARGEST_HASHED_SEED = 1024 * 1024;

  private record Read(@Nullable SourceFile file, Problems problems) {}

  /** The files of a kind, sorted by path. */
  public List<SourceFile> of(FileKind kind) {
    return byKind.getOrDefault(kind, List.of());
  }

  /**
   * Finds and reads all files of a project.
   *
   * @param root the project's directory
   * @param problems receives what can't be read; such files are left out
   */
  public static ProjectFiles scan(Path root, SearchPaths paths, Problems problems) {
    return scan(root, "", paths, problems);
  }

  /**
   * Finds and reads all files of a package.
   *
   * @param root the package's directory
   * @param shownIn what stands before the files' paths where they are shown
   * @param problems receives what can't be read; such files are left out
   */
  public static ProjectFiles scan(Path root, String shownIn, SearchPaths paths, Problems problems) {
    FileFinder finder = new FileFinder(root, paths, ignoreFile(root, problems), problems);
    Set<String> directories = new LinkedHashSet<>(paths.sources());
    directories.addAll(paths.docs());
    // One file can be below two search paths; its shortest search path is the one that counts.
    Map<List<Object>, FileFinder.Found> found = new LinkedHashMap<>();
    directories.stream()
        .sorted(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
        .flatMap(directory -> finder.find(directory).stream())
        .forEach(file -> found.putIfAbsent(List.of(file.kind(), file.absolutePath()), file));
    List<Read> read =
        found.values().stream()
            .sorted(Comparator.comparing(FileFinder.Found::path))
            .toList()
            .parallelStream()
            .map(file -> read(file, shownIn + file.path()))
            .toList();
    Map<FileKind, List<SourceFile>> byKind = new EnumMap<>(FileKind.class);
    for (Read one : read) {
      problems.addAll(one.problems());
      if (one.file() != null) {
        byKind.computeIfAbsent(one.file().kind(), kind -> new ArrayList<>()).add(one.file());
      }
    }
    byKind.replaceAll((kind, files) -> List.copyOf(files));
    return new ProjectFiles(Map.copyOf(byKind));
  }

  private static DbtIgnore ignoreFile(Path root, Problems problems) {
    Path file = root.resolve(".dbtignore");
    if (!Files.exists(file)) {
      return DbtIgnore.parse("");
    }
    try {
      return DbtIgnore.parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      problems.add(FileFinder.unreadable(".dbtignore", unreadable));
      return DbtIgnore.parse("");
    }
  }

  private static Read read(FileFinder.Found found, String shown) {
    Problems problems = new Problems();
    try {
      boolean seed = found.kind() == FileKind.SEED;
      if (seed && Files.size(found.absolutePath()) > LARGEST_HASHED_SEED) {
        return new Read(
            file(found, SourceText.of(shown, ""), Checksum.ofPath(found.path())), problems);
      }
      byte[] bytes = Files.readAllBytes(found.absolutePath());
      SourceText source = TextDecoder.decode(bytes, shown, problems);
      if (source == null) {
        return new Read(null, problems);
      }
      SourceText kept = seed ? SourceText.of(shown, "") : source;
      return new Read(file(found, kept, Checksum.ofBytes(bytes)), problems);
    } catch (IOException unreadable) {
      problems.add(FileFinder.unreadable(shown, unreadable));
      return new Read(null, problems);
    }
  }

  private static SourceFile file(FileFinder.Found found, SourceText source, Checksum checksum) {
    return new SourceFile(
        found.kind(), found.path(), found.searchPath(), found.absolutePath(), source, checksum);
  }
}
