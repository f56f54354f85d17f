package io.tidemark.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command among whose nodes are tests. */
abstract class TestingCommand extends NodesCommand {

  @Mixin ResourceTypeOptions types = new ResourceTypeOptions();

  @Option(
      names = "--store-failures",
      negatable = true,
      fallbackValue = "true",
      description =
          "Keep the failing rows of data tests that don't say otherwise, each in a table.")
  boolean storeFailures;

  @Override
  final NodeKinds kinds(RunKind kind) {
    return NodeKinds.of(kind, types, storeFailures, options().warnings.policy());
  }

  @Override
  final Map<String, @Nullable Object> ownFlags(NodeKinds kinds) {
    return kinds.flags();
  }
}
