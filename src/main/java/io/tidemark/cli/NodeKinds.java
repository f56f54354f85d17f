package io.tidemark.cli;

import io.tidemark.graph.ResourceType;
import io.tidemark.graph.select.IndirectSelection;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which kinds of nodes a run is about, and how its tests are chosen and judged.
 *
 * @param types the kinds
 * @param indirect which tests come with what is selected
 * @param storeFailures whether failing rows are kept by tests that don't say otherwise
 * @param warningsFail whether a test that warns is one that fails
 */
record NodeKinds(
    Set<ResourceType> types,
    IndirectSelection indirect,
    boolean storeFailures,
    boolean warningsFail) {

  private static final String TYPES = "resource_types";
  private static final String INDIRECT = "indirect_selection";
  private static final String STORE_FAILURES = "store_failures";
  private static final String WARNINGS_FAIL = "warnings_fail";

  NodeKinds {
    types = Set.copyOf(types);
  }

  /** All kinds of a command, as dbt has it where nothing is asked for. */
  static NodeKinds of(RunKind kind) {
    return new NodeKinds(kind.types(), IndirectSelection.EAGER, false, false);
  }

  /** What a command's options say. */
  static NodeKinds of(RunKind kind, ResourceTypeOptions asked, boolean storeFailures) {
    Set<ResourceType> types = EnumSet.noneOf(ResourceType.class);
    kind.types().stream().filter(asked::includes).forEach(types::add);
    return new NodeKinds(types, asked.indirectSelection, storeFailures, asked.warnError);
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
    kept.put(INDIRECT, indirect.name().toLowerCase(Locale.ROOT));
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
        IndirectSelection.valueOf(kept.getOrDefault(INDIRECT, "eager").toUpperCase(Locale.ROOT)),
        Boolean.parseBoolean(kept.get(STORE_FAILURES)),
        Boolean.parseBoolean(kept.get(WARNINGS_FAIL)));
  }
}
