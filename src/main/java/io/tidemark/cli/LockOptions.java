package io.tidemark.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How a command that runs nodes behaves while another one works on the same target. */
final class LockOptions {

  @Option(
      names = "--lock-timeout",
      paramLabel = "SECONDS",
      description = {
        "How long to wait for another run of the project on the same target.",
        "Default: 0, which is not to wait but to say who runs."
      })
  int lockTimeout;

  /** How long to wait; zero is not to wait. */
  Duration patience() {
    return Duration.ofSeconds(Math.max(0, lockTimeout));
  }
}
