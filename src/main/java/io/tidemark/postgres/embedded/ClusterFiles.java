package io.tidemark.postgres.embedded;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The data directory and what stands beside it.
 *
 * <p>Beside and not inside: the data directory belongs to the server's user, who may be another
 * one.
 *
 * @param data PostgreSQL's PGDATA
 */
record ClusterFiles(Path data) {

  /**
   * Host, port, user and password of the server, in the format of libpq's {@code .pgpass}, mode
   * 0600.
   */
  Path passwordFile() {
    return beside(".pgpass");
  }

  /** Settings of the user's own, which PostgreSQL reads if the file is there. */
  Path userConfiguration() {
    return beside(".conf");
  }

  /** Written anew at every start. */
  Path generatedConfiguration() {
    return data.resolve("tidemark.conf");
  }

  Path serverConfiguration() {
    return data.resolve("postgresql.conf");
  }

  /** What the server wrote, over all its lives. */
  Path log() {
    return beside(".log");
  }

  /** The log before the present one, which had grown large. */
  Path earlierLog() {
    return beside(".log.1");
  }

  /** Locked while a server is looked for, started or stopped. */
  Path lock() {
    return beside(".lock");
  }

  /** One locked file for each process that uses the server. */
  Path users() {
    return beside(".users");
  }

  /** There while the cluster is being made: whoever finds it finds a half-made cluster. */
  Path makingMarker() {
    return beside(".making");
  }

  /** There while a server is meant to outlive the commands that use it. */
  Path keepMarker() {
    return beside(".keep");
  }

  Path pidFile() {
    return data.resolve("postmaster.pid");
  }

  Path versionFile() {
    return data.resolve("PG_VERSION");
  }

  /** Whether a cluster is there, whole or not. */
  boolean hasCluster() {
    return Files.exists(versionFile());
  }

  private Path beside(String ending) {
    return data.resolveSibling(data.getFileName() + ending);
  }
}
