package io.tidemark.cli;

import io.tidemark.graph.select.IndirectSelection;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What another run's artifacts are compared with, and taken from; and which tests come along. */
final class StateOptions {

  @Option(
      names = "--state",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "The artifacts of another run: for state:, result:, source_status:, --defer.")
  @Nullable Path state;

  @Option(
      names = "--defer",
      negatable = true,
      fallbackValue = "true",
      scope = ScopeType.INHERIT,
      description = {
        "Let ref() of a node that is not selected, and is not in the target, read the relation"
            + " that",
        "the manifest in --state (or --defer-state) names."
      })
  boolean defer;

  @Option(
      names = "--defer-state",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "The artifacts for --defer, where they are not those of --state.")
  @Nullable Path deferState;

  @Option(
      names = "--favor-state",
      negatable = true,
      fallbackValue = "true",
      scope = ScopeType.INHERIT,
      description = "With --defer: even if the node is in the target.")
  boolean favorState;

  @Option(
      names = "--indirect-selection",
      paramLabel = "MODE",
      scope = ScopeType.INHERIT,
      description = {
        "Which tests come with what is selected: eager (that read any of it), cautious (that read",
        "nothing else), buildable (nothing else but what comes before it), empty (none).",
        "Default: eager."
      })
  @Nullable IndirectSelection indirectSelection;
}
