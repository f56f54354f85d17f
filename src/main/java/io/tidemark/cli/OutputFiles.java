package io.tidemark.cli;

import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.report.artifact.RunResultsArtifact;
import io.tidemark.report.artifact.RunResultsInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The files that the program writes below a project's target path. It keeps a list of them there,
 * so that {@code clean} takes away what was written and nothing else: Maven calls its folder {@code
 * target} too. Thread-safe.
 */
final class OutputFiles {

  /** The list, one path a line, relative to the folder. */
  static final String LIST = ".tidemark-files";

  private final Path folder;
  private final String shown;
  private final Set<String> known = new HashSet<>();
  private boolean listRead;

  /**
   * Those in a folder.
   *
   * @param root the project's directory
   */
  OutputFiles(Path folder, Path root) {
    // Without "./" and "..": what the list names is compared with it.
    this.folder = folder.normalize();
    Path project = root.normalize();
    this.shown =
        (this.folder.startsWith(project) ? project.relativize(this.folder) : this.folder)
            .toString();
  }

  /** Those of a project. */
  static OutputFiles of(LoadedProject project) {
    return new OutputFiles(project.targetPath(), project.project().root());
  }

  /** Where they are. */
  Path folder() {
    return folder;
  }

  /** A file's path as artifacts name it: from the project's root, where the folder is below it. */
  String display(String path) {
    return shown + "/" + path;
  }

  /**
   * Writes a file.
   *
   * @param path below the folder, with {@code /}
   * @throws ProjectException if it can't be written
   */
  void write(String path, String text) {
    Path file = file(path);
    try {
      createFolderOf(file);
      Files.writeString(file, text);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Writes {@code run_results.json}. */
  void write(RunResultsInput results) {
    try {
      new RunResultsArtifact(results).write(file(RunResultsArtifact.FILE_NAME));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** The place of a file that somebody else writes, noted as ours. */
  synchronized Path file(String path) {
    try {
      if (!listRead) {
        known.addAll(listed());
        listRead = true;
      }
      if (known.add(path)) {
        Files.createDirectories(folder);
        Files.writeString(
            folder.resolve(LIST),
            path + "\n",
            StandardCharsets.UTF_8,
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      }
      return folder.resolve(path);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /**
   * Deletes what is on the list, and the folders that are empty then.
   *
   * @return the files that were deleted
   */
  List<Path> delete() {
    List<Path> deleted = new ArrayList<>();
    try {
      for (String path : listed()) {
        Path file = folder.resolve(path).normalize();
        // The list is a file like others: what it says must stay inside.
        if (file.startsWith(folder) && Files.deleteIfExists(file)) {
          deleted.add(file);
          deleteEmpty(file);
        }
      }
      if (Files.deleteIfExists(folder.resolve(LIST))) {
        deleteEmpty(folder.resolve(LIST));
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
    return deleted;
  }

  private List<String> listed() throws IOException {
    Path list = folder.resolve(LIST);
    return Files.exists(list) ? Files.readAllLines(list, StandardCharsets.UTF_8) : List.of();
  }

  /** The folders above a file that is gone, up to the target path itself. */
  private void deleteEmpty(Path gone) throws IOException {
    for (Path at = gone.getParent(); at != null && at.startsWith(folder); at = at.getParent()) {
      try {
        Files.deleteIfExists(at);
      } catch (DirectoryNotEmptyException e) {
        return;
      }
    }
  }

  private static void createFolderOf(Path file) throws IOException {
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
  }

  /** Java's file exceptions give a path alone where the class says what is wrong. */
  private static String saidBy(IOException cause) {
    return cause instanceof FileAlreadyExistsException
        ? cause.getMessage() + " is a file"
        : String.valueOf(cause.getMessage());
  }

  /** The problem that a file could not be written. */
  ProjectException unwritable(IOException cause) {
    return new ProjectException(
        Problem.of("The artifacts can't be written")
            .found("In %s. The system says: %s.".formatted(folder, saidBy(cause)))
            .next(
                "Check the folder's owner and rights and the room on the disk, or choose another"
                    + " with --target-path."));
  }
}
