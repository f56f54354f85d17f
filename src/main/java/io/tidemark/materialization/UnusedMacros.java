package io.tidemark.materialization;

import io.tidemark.graph.Node;
import io.tidemark.graph.ResourceType;
import io.tidemark.template.Macro;
import io.tidemark.template.MacroLibrary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Macros that a project has put in the place of dbt's, and that dbt's materializations would call,
 * but the engine's own don't: whoever wrote one has to know.
 */
public final class UnusedMacros {

  private static final Set<String> OWN =
      Set.of("table", "view", "incremental", "materialized_view", "seed", "snapshot");

  private static final List<String> ALWAYS =
      List.of(
          "drop_relation",
          "drop_relation_if_exists",
          "drop_table",
          "drop_view",
          "drop_materialized_view",
          "rename_relation",
          "truncate_relation",
          "get_drop_sql",
          "get_rename_sql",
          "get_replace_sql",
          "get_create_intermediate_sql",
          "get_create_backup_sql",
          "get_rename_intermediate_sql",
          "get_drop_backup_sql",
          "make_intermediate_relation",
          "make_backup_relation",
          "load_cached_relation",
          "should_full_refresh",
          "run_hooks",
          "statement");

  private static final List<String> MATERIALIZED_VIEW =
      List.of(
          "materialized_view_setup",
          "materialized_view_teardown",
          "materialized_view_get_build_sql",
          "materialized_view_execute_no_op",
          "materialized_view_execute_build_sql");

  private static final List<String> SEED =
      List.of("create_csv_table", "reset_csv_table", "load_csv_rows", "get_csv_sql");

  private static final List<String> UNIT_TEST =
      List.of(
          "get_fixture_sql",
          "get_expected_sql",
          "materialization_unit_default",
          "materialization_unit_postgres");

  private static final List<String> CLONE =
      List.of(
          "can_clone_table",
          "create_or_replace_clone",
          "materialization_clone_default",
          "materialization_clone_postgres");

  private UnusedMacros() {}

  /** A sentence for each of them that would matter to one of the nodes. */
  public static List<String> warnings(MacroLibrary macros, Collection<Node> nodes) {
    Set<String> names = new LinkedHashSet<>();
    Set<String> packages = new LinkedHashSet<>();
    for (Node node : nodes) {
      if (node.type() == ResourceType.UNIT_TEST) {
        packages.add(node.packageName());
        names.addAll(UNIT_TEST);
      }
      if (OWN.contains(node.config().materialized())
          || node.type() == ResourceType.SEED
          || node.type() == ResourceType.SNAPSHOT) {
        packages.add(node.packageName());
        names.addAll(ALWAYS);
        names.addAll(
            node.config().materialized().equals("materialized_view")
                ? MATERIALIZED_VIEW
                : List.of());
        names.addAll(node.type() == ResourceType.SEED ? SEED : List.of());
      }
    }
    return sentences(macros, names, packages);
  }

  /** A sentence for each of them that would matter to the cloning of these. */
  public static List<String> ofClones(MacroLibrary macros, Collection<Node> nodes) {
    Set<String> packages = new LinkedHashSet<>();
    nodes.forEach(node -> packages.add(node.packageName()));
    return sentences(macros, CLONE, packages);
  }

  private static List<String> sentences(
      MacroLibrary macros, Collection<String> names, Set<String> packages) {
    Set<Macro> found = new LinkedHashSet<>();
    for (String name : names) {
      packages.forEach(one -> macros.replacing(name, one).ifPresent(found::add));
    }
    List<String> warnings = new ArrayList<>();
    for (Macro macro : found) {
      String what = "The macro %s of %s is not used here".formatted(macro.name(), macro.path());
      warnings.add(
          macro.name().startsWith("materialization_")
              ? what + ": Tidemark's own does this."
              : what
                  + ": Tidemark's own materializations don't call it. A materialization that you"
                  + " write yourself does.");
    }
    return warnings;
  }
}
