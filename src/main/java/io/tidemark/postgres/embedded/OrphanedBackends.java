package io.tidemark.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Processes of a cluster that outlived their killed postmaster.
 *
 * <p>One that waits for something ends by itself; one in the middle of a long statement does not
 * look up, and as long as it lives PostgreSQL refuses to start. What it does is lost anyhow: its
 * transaction can't commit into a server that recovers from the log.
 */
final class OrphanedBackends {

  private final Path data;

  OrphanedBackends(Path data) {
    this.data = data;
  }

  /**
   * Kills them and waits for their end; called when no postmaster of the data directory is alive.
   */
  void end() {
    List<ProcessHandle> orphans =
        ProcessHandle.allProcesses().filter(process -> worksIn(process, data)).toList();
    orphans.forEach(ProcessHandle::destroyForcibly);
    orphans.stream().map(ProcessHandle::onExit).forEach(CompletableFuture::join);
  }

  /** Every process of a server has the data directory as its working folder. */
  private static boolean worksIn(ProcessHandle process, Path data) {
    Path proc = Path.of("/proc", Long.toString(process.pid()));
    try {
      return Files.isSameFile(proc.resolve("cwd"), data)
          && Files.readString(proc.resolve("comm")).strip().equals("postgres");
    } catch (IOException goneOrAnotherUsers) {
      return false;
    }
  }
}
