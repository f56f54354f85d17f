package io.tidemark.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands take that continue a run: which, and whether to build anew after all. */
final class ContinuedRunOptions {

  @Parameters(
      arity = "0..1",
      paramLabel = "ID",
      description =
          "A run's number, or its invocation's id, as tidemark state and the log tell them: that"
              + " one is continued. Default: the last run.")
  @Nullable String id;

  @Option(
      names = {"-f", "--full-refresh"},
      description = "Build incremental models anew, even if the run was started without it.")
  boolean fullRefresh;

  @Mixin LockOptions lock = new LockOptions();
}
