package io.tidemark.report.artifact;

import io.tidemark.graph.ConstraintTargets;
import io.tidemark.graph.Node;
import io.tidemark.graph.ResourceType;
import io.tidemark.report.artifact.ManifestInput.CompiledModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the manifest has of a node once it has been compiled, and where that has not happened. */
final class CompiledEntry {

  private final ManifestInput input;

  CompiledEntry(ManifestInput input) {
    this.input = input;
  }

  /** Adds it to a node's entry; a seed is never compiled. */
  void addTo(Node node, Map<String, @Nullable Object> entry) {
    if (node.type() == ResourceType.SEED) {
      return;
    }
    CompiledModel compiled = input.compiled().get(node.uniqueId());
    entry.put("compiled_path", compiled == null ? null : compiled.path());
    entry.put("compiled", compiled != null);
    entry.put("compiled_code", compiled == null ? null : compiled.code());
    entry.put("extra_ctes_injected", compiled != null);
    entry.put("extra_ctes", compiled == null ? List.of() : extraCtes(node));
    if (compiled != null && node.type() == ResourceType.MODEL) {
      ConstraintTargets.resolve(entry, call -> input.foreignKeys().apply(node, call));
    }
  }

  /** The ephemeral models that it reads, as the CTEs that dbt puts before its SQL. */
  private List<Map<String, @Nullable Object>> extraCtes(Node node) {
    List<Map<String, @Nullable Object>> ctes = new ArrayList<>();
    for (String id : node.dependsOn()) {
      Node upstream = input.manifest().nodes().get(id);
      CompiledModel compiled = input.compiled().get(id);
      if (upstream != null && upstream.ephemeral() && compiled != null) {
        Map<String, @Nullable Object> cte = new LinkedHashMap<>();
        cte.put("id", id);
        cte.put(
            "sql",
            " __dbt__cte__%s as (\n%s\n)".formatted(upstream.relation().name(), compiled.code()));
        ctes.add(cte);
      }
    }
    return ctes;
  }
}
