package io.tidemark.batch;

/**
 * The names of the locks that plain runs have. Runs of jobs share the first one, so a plain run and
 * a job's run keep out of each other's way, unless the plain run is part of the job's run: a
 * command of a task has started it. Such a one shares it too, and has the second for itself alone.
 * So of all plain runs of a site one is at work.
 */
public final class PlainRuns {

  private PlainRuns() {}

  /** The lock of a project in the schema that it builds. */
  public static String lockName(String site) {
    return Bounds.name(site);
  }

  /** The lock of the plain run that is part of a job's run. */
  public static String insideName(String site) {
    return Bounds.name(site) + "#inside-a-job";
  }
}
