package io.tidemark.graph;

import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.WarningKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Checks that {@code ref()} means one node, and that no two become one relation. */
final class ResourceNames {

  private ResourceNames() {}

  static void check(Collection<Node> nodes, Problems problems) {
    Map<String, Node> byName = new HashMap<>();
    Map<String, Node> byRelation = new HashMap<>();
    for (Node node : nodes) {
      if (!node.referable()) {
        continue;
      }
      Node named = byName.putIfAbsent(node.packageName() + "." + node.name(), node);
      if (named != null) {
        checkNames(named, node, problems);
      }
      Node first = node.ephemeral() ? null : byRelation.putIfAbsent(node.relation().sql(), node);
      if (first != null) {
        problems.add(
            Problem.of(both(first, node) + " both become " + node.relation().display())
                .at(first.file().start())
                .at(node.file().start())
                .next("Give one of them another alias or schema."));
      }
    }
  }

  /** dbt warns where a seed has a model's name, and refuses versions beside none. */
  private static void checkNames(Node first, Node second, Problems problems) {
    boolean versions = versioned(first) && versioned(second);
    if (versions) {
      return;
    }
    Problem problem =
        Problem.of(both(first, second) + " have the same name")
            .at(first.file().start())
            .at(second.file().start())
            .next("Rename one of them: ref('" + second.name() + "') could mean either.");
    if (versioned(first) || versioned(second)) {
      problems.add(problem.found("One has versions, the other has none."));
    } else {
      problems.warn(problem.named(WarningKind.DUPLICATE_NAME));
    }
  }

  private static boolean versioned(Node node) {
    return node.detail() instanceof NodeDetail.Model model && model.version() != null;
  }

  private static String both(Node first, Node second) {
    String types =
        first.type() == second.type()
            ? "The " + first.type().shownName() + "s " + first.name()
            : first.what();
    return types
        + " and "
        + (first.type() == second.type()
            ? second.name()
            : "the " + second.type().shownName() + " " + second.name());
  }
}
