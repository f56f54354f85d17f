package io.tidemark.graph.read;

import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.project.ProjectFile;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.WarningKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Checks that {@code ref()} means one node, that no two become one relation, and that no name holds
 * a blank. What of it is an error, and what is only warned of, is for the project's flags to say.
 */
final class ResourceNames {

  private final boolean unique;
  private final boolean withoutSpaces;

  /** Checks by the flags of the root project. */
  ResourceNames(ProjectFile file) {
    this.unique = file.flag("require_unique_project_resource_names");
    this.withoutSpaces = file.flag("require_resource_names_without_spaces");
  }

  void check(Collection<Node> nodes, Problems problems) {
    Map<String, Node> byName = new HashMap<>();
    Map<String, Node> byRelation = new HashMap<>();
    int withSpaces = 0;
    for (Node node : nodes) {
      if (node.name().contains(" ")) {
        checkBlanks(node, problems);
        withSpaces++;
      }
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
    if (withSpaces > 0 && !withoutSpaces) {
      problems.warn(
          Problem.of("Spaces found in %d resource name(s)".formatted(withSpaces))
              .next(
                  "Rename them: with the flag require_resource_names_without_spaces, which dbt sets"
                      + " by default, they are refused.")
              .named(WarningKind.RESOURCE_NAMES_WITH_SPACES));
    }
  }

  private void checkBlanks(Node node, Problems problems) {
    Problem problem =
        Problem.of("Resource names cannot contain spaces: '" + node.uniqueId() + "'")
            .at(
                node.detail() instanceof NodeDetail.GenericTest test
                    ? test.place()
                    : node.file().start())
            .next("Rename it, so that its name does not contain any spaces.");
    if (withoutSpaces) {
      problems.add(problem);
    } else {
      problems.warn(
          Problem.of("Found spaces in the name of `" + node.uniqueId() + "`")
              .at(problem.place())
              .named(WarningKind.SPACES_IN_RESOURCE_NAME));
    }
  }

  /** dbt warns where a seed has a model's name, and refuses versions beside none. */
  private void checkNames(Node first, Node second, Problems problems) {
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
    } else if (unique) {
      problems.add(problem);
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
