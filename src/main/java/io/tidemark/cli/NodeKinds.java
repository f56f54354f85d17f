package io.tidemark.cli;

import io.tidemark.graph.ResourceType;
import io.tidemark.project.problem.WarningPolicy;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which kinds of nodes a run is about, and how its tests are chosen and judged.
 *
 * @param types the kinds
 * @param storeFailures whether failing rows are kept by tests that don't say otherwise
 * @param warningsFail whether a test that warns is one that fails
 */
record NodeKinds(Set<ResourceType> types, boolean storeFailures, boolean warningsFail) {

  private static final String TYPES = "resource_types";
  private static final String STORE_FAILURES = "store_failures";
  private static final String WARNINGS_FAIL = "warnings_fail";

  NodeKinds {
    types = Set.copyOf(types);
  }

  /** All kinds of a command, as dbt has it where nothing is asked for. */
  static NodeKinds of(RunKind kind) {
    return new NodeKinds(kind.types(), false, false);
  }

  /** What a command's options say. */
  static NodeKinds of(
      RunKind kind, ResourceTypeOptions asked, boolean storeFailures, WarningPolicy warnings) {
    Set<ResourceType> types = EnumSet.noneOf(ResourceType.class);
    kind.types().stream().filter(asked::includes).forEach(types::add);
    return new NodeKinds(types, storeFailures, warnings.isError("LogTestResult"));
  }

  /** What templates find in {@code flags}. */
  Map<String, @Nullable Object> flags() {
    return Map.of("STORE_FAILURES", storeFailures);
  }

  /** As the job repository keeps them. */
  Map<String, String> kept() {
    Map<String, String> kept = new LinkedHashMap<>();
    kept.put(
        TYPES, types.stream().map(ResourceType::dbtName).sorted().collect(Collectors.joining(" ")));
    kept.put(STORE_FAILURES, Boolean.toString(storeFailures));
    kept.put(WARNINGS_FAIL, Boolean.toString(warningsFail));
    return kept;
  }

  /** From what the job repository has kept; an older version has kept nothing. */
  static NodeKinds of(RunKind kind, Map<String, String> kept) {
    String types = kept.get(TYPES);
    return new NodeKinds(
        types == null
            ? kind.types()
            : Arrays.stream(types.split(" ", -1))
                .flatMap(name -> ResourceType.named(name).stream())
                .collect(Collectors.toSet()),
        Boolean.parseBoolean(kept.get(STORE_FAILURES)),
        Boolean.parseBoolean(kept.get(WARNINGS_FAIL)));
  }
}
