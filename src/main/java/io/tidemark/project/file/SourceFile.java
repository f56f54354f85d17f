package io.tidemark.project.file;

import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A file of the project and what it holds.
 *
 * @param kind what it is
 * @param path relative to the root of its package with {@code /} between the parts, as dbt has it
 *     in its artifacts; see {@link #shownPath}
 * @param searchPath the configured directory in which it was found, for example {@code models}
 * @param absolutePath where it is on this machine
 * @param source its text without a byte order mark, line breaks as they are; empty for a seed,
 *     which is streamed when it is loaded
 * @param checksum of its contents
 */
public record SourceFile(
    FileKind kind,
    String path,
    String searchPath,
    Path absolutePath,
    SourceText source,
    Checksum checksum) {

  private static final String MUSTACHE = ".sql.mustache";

  /** The file's text, without a byte order mark. */
  public String text() {
    return source.text();
  }

  /** The path as messages show it: of a package's file, with the folder of the package. */
  public String shownPath() {
    return source.file();
  }

  /** A file of the same package, given as messages show it, relative to the package's root. */
  public String inPackage(String shown) {
    String folder = shownPath().substring(0, shownPath().length() - path.length());
    return shown.startsWith(folder) ? shown.substring(folder.length()) : shown;
  }

  /** The node's name: the file's name without its extension ({@code .sql.mustache} is one). */
  public String name() {
    String file = path.substring(path.lastIndexOf('/') + 1);
    if (isMustache()) {
      return file.substring(0, file.length() - MUSTACHE.length());
    }
    int dot = file.lastIndexOf('.');
    return dot > 0 ? file.substring(0, dot) : file;
  }

  /** Whether it is written in the Mustache dialect. */
  public boolean isMustache() {
    return path.toLowerCase(Locale.ROOT).endsWith(MUSTACHE);
  }

  /** Whether it is a Python model, which only some dbt adapters can run and Tidemark can't. */
  public boolean isPython() {
    return path.toLowerCase(Locale.ROOT).endsWith(".py");
  }

  /** The path below the search path: dbt's {@code path} of a node. */
  public String relativePath() {
    String prefix = searchPath + "/";
    return path.startsWith(prefix) ? path.substring(prefix.length()) : path;
  }

  /** The folders between the search path and the file, outermost first. */
  public List<String> folders() {
    List<String> parts = new ArrayList<>(List.of(relativePath().split("/", -1)));
    parts.remove(parts.size() - 1);
    return List.copyOf(parts);
  }

  /** The fully qualified name of the file's node: package, folders, name. */
  public List<String> fqn(String packageName) {
    List<String> fqn = new ArrayList<>();
    fqn.add(packageName);
    fqn.addAll(folders());
    fqn.add(name());
    return List.copyOf(fqn);
  }

  /** The file's first line, for a problem with the file as a whole. */
  public Place start() {
    return source.at(1, 0);
  }
}
