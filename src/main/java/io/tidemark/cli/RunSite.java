package io.tidemark.cli;

import io.tidemark.project.profile.Output;
import java.nio.file.Path;

/**
 * Where a run takes place. This much is known without reading the project's models.
 *
 * @param projectName the project's name
 * @param root the project's directory
 * @param output the profile's output that is used
 */
record RunSite(String projectName, Path root, Output output) {

  /**
   * The job's name in the repository, which is also what can't run twice at once: the project in
   * the schema it builds.
   */
  String jobName() {
    return projectName + "@" + output.schema();
  }
}
