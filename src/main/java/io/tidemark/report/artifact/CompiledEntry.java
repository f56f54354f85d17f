package io.tidemark.report.artifact;

import io.tidemark.graph.Node;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.compile.ConstraintTargets;
import io.tidemark.report.artifact.ManifestInput.CompiledModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the manifest has of a node once it has been compiled, and where that has not happened. */
final class CompiledEntry {

  /** What dbt's materialization of tests calls. */
  private static final List<String> BY_TESTS =
      List.of("get_limit_subquery_sql", "should_store_failures", "statement");

  private final ManifestInput input;
  private final Set<String> macros;

  CompiledEntry(ManifestInput input) {
    this.input = input;
    this.macros =
        input.macros().stream()
            .map(ManifestInput.MacroFacts::uniqueId)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Adds what a node has that is never compiled. */
  void addUncompiled(Node node, Map<String, @Nullable Object> entry) {
    entry.put("build_path", null);
    if (node.type() != ResourceType.SEED) {
      entry.put("compiled_path", null);
    }
  }

  /** Adds it to a node's entry; a seed is never compiled. */
  void addTo(Node node, Map<String, @Nullable Object> entry) {
    entry.put("build_path", input.built().get(node.uniqueId()));
    if (node.type() == ResourceType.SEED) {
      return;
    }
    CompiledModel compiled = input.compiled().get(node.uniqueId());
    entry.put("compiled_path", compiled == null ? null : compiled.path());
    if (compiled == null) {
      return;
    }
    entry.put("compiled", true);
    if (compiled.relation() != null) {
      entry.put("relation_name", compiled.relation());
    }
    entry.put("compiled_code", compiled.code());
    entry.put("extra_ctes_injected", true);
    entry.put("extra_ctes", extraCtes(compiled));
    Map<String, Object> dependsOn = new LinkedHashMap<>();
    dependsOn.put("macros", macros(node, compiled));
    dependsOn.put("nodes", node.dependsOn());
    entry.put("depends_on", dependsOn);
    if (node.type() == ResourceType.MODEL) {
      ConstraintTargets.resolve(entry, call -> input.foreignKeys().apply(node, call));
    }
  }

  /** As in dbt those too that compiling it has called, and of a test running it. */
  private List<String> macros(Node node, CompiledModel compiled) {
    Set<String> called = new LinkedHashSet<>(node.parsed().macros());
    called.addAll(compiled.macros());
    if (node.type() == ResourceType.TEST && input.built().containsKey(node.uniqueId())) {
      BY_TESTS.forEach(name -> called.add(known(name)));
    }
    return List.copyOf(called);
  }

  /** The project's own where it has one of that name. */
  private String known(String macro) {
    String own = "macro." + input.manifest().projectName() + "." + macro;
    return macros.contains(own) ? own : "macro.dbt." + macro;
  }

  /** The ephemeral models that it reads, as the CTEs that dbt puts before its SQL. */
  private List<Map<String, Object>> extraCtes(CompiledModel compiled) {
    List<Map<String, Object>> ctes = new ArrayList<>();
    compiled
        .ephemerals()
        .forEach(
            (id, sql) -> {
              Node model = input.manifest().nodes().get(id);
              String name = model == null ? id : model.relation().asWritten().name();
              Map<String, Object> cte = new LinkedHashMap<>();
              cte.put("id", id);
              cte.put("sql", " __dbt__cte__%s as (\n%s\n)".formatted(name, sql));
              ctes.add(cte);
            });
    return ctes;
  }
}
