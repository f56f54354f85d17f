package io.tidemark.cli;

import io.tidemark.graph.Node;
import io.tidemark.graph.ResourceType;
import io.tidemark.materialization.Materializations;
import io.tidemark.project.problem.WarningKind;
import io.tidemark.report.console.Console;
import io.tidemark.template.MacroLibrary;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Materializations of packages in the place of dbt's own, where the project's flag {@code
 * require_explicit_package_overrides_for_builtin_materializations} lets them be; dbt will not
 * always.
 */
final class PackageMaterializations {

  private PackageMaterializations() {}

  /** Tells of each node that is made by one. */
  static void tell(LoadedProject project, Collection<Node> nodes, Console console) {
    MacroLibrary macros = project.engine().macros();
    Set<String> ours = new Materializations().names();
    String root = project.manifest().projectName();
    for (Node node : nodes) {
      String name = node.config().materialized();
      boolean made = node.referable() || node.type() == ResourceType.TEST;
      if (made && ours.contains(name)) {
        macros
            .materialization(name, ours)
            .filter(macro -> !macro.packageName().equals(root))
            .ifPresent(macro -> tell(macro.packageName(), name, console));
      }
    }
  }

  private static void tell(String packageName, String materialization, Console console) {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("package_name", packageName);
    data.put("materialization_name", materialization);
    console.deprecated(
        WarningKind.PACKAGE_MATERIALIZATION_OVERRIDE,
        ("Installed package '%s' is overriding the built-in materialization '%s'.\n"
                + "  Write a materialization of that name in the project that calls the package's,"
                + " and remove the flag"
                + " require_explicit_package_overrides_for_builtin_materializations.")
            .formatted(packageName, materialization),
        data);
  }
}
