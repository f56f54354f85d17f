package io.tidemark.cli;

import io.tidemark.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What {@code asset-paths} name, copied to where the documentation's pages look for it. */
record AssetCopies(Project project, OutputFiles files) {

  /**
   * Copies them; a folder that is not there is passed over, as in dbt.
   *
   * @throws io.tidemark.project.problem.ProjectException if a file can't be written
   */
  void copy() {
    for (String path : project.file().assetPaths()) {
      Path folder = project.root().resolve(path).normalize();
      // One outside would be written outside of the target path too.
      if (folder.startsWith(project.root()) && Files.isDirectory(folder)) {
        copy(folder);
      }
    }
  }

  private void copy(Path folder) {
    try (Stream<Path> found = Files.walk(folder)) {
      List<Path> regular = found.filter(Files::isRegularFile).sorted().toList();
      for (Path file : regular) {
        Path copy = files.file(shown(project.root().relativize(file)));
        Path parent = copy.getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw files.unwritable(e);
    }
  }

  /** With {@code /}, as the list of files has it. */
  private static String shown(Path relative) {
    List<String> names = new ArrayList<>();
    relative.forEach(name -> names.add(name.toString()));
    return String.join("/", names);
  }
}
