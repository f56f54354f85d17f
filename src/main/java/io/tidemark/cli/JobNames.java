package io.tidemark.cli;

import io.tidemark.batch.Bounds;

/** Names of jobs in the job repository. */
final class JobNames {

  private JobNames() {}

  /**
   * The name of a job file's job.
   *
   * @param site the project in its schema
   */
  static String of(String site, String job) {
    return Bounds.name(site + ":" + job);
  }
}
