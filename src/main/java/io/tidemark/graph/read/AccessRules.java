package io.tidemark.graph.read;

import io.tidemark.graph.Declaration;
import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.Selectable;
import io.tidemark.project.Project;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may read which model: a private one only its group, a protected one of a package that
 * restricts access only that package.
 */
final class AccessRules {

  /** What may be configured. */
  static final List<String> LEVELS = List.of("private", "protected", "public");

  private final Map<String, Node> nodes;
  private final Set<String> restricted;

  /**
   * The rules.
   *
   * @param nodes all that are enabled, by unique id
   */
  AccessRules(Map<String, Node> nodes, Collection<Project> packages) {
    this.nodes = nodes;
    this.restricted =
        packages.stream()
            .filter(
                one ->
                    one.file().mapping().get("restrict-access") != null
                        && Boolean.TRUE.equals(
                            Objects.requireNonNull(one.file().mapping().get("restrict-access"))
                                .value()))
            .map(Project::name)
            .collect(Collectors.toSet());
  }

  /** Finds the groups that are not there. */
  void checkGroups(Collection<Declaration> declarations, Problems problems) {
    Set<String> groups =
        declarations.stream()
            .filter(one -> one.type() == ResourceType.GROUP)
            .map(Declaration::name)
            .collect(Collectors.toSet());
    nodes.values().forEach(node -> checkGroup(node, node.file().start(), groups, problems));
    declarations.forEach(one -> checkGroup(one, one.place(), groups, problems));
  }

  private static void checkGroup(
      Selectable node, Place place, Set<String> groups, Problems problems) {
    String group = node.group();
    boolean isTest = node.type() == ResourceType.TEST;
    if (group == null || groups.contains(group) || isTest) {
      return;
    }
    problems.add(
        Problem.of(
                "The group \"%s\" of the %s %s is not there"
                    .formatted(group, node.type().shownName(), node.name()))
            .at(place)
            .found(NearestName.question(group, groups).orElse(null))
            .next("Define it under \"groups:\" in a .yml file, with a name and an owner."));
  }

  /** Finds the models that are read by who may not. */
  void check(Selectable reader, Place place, List<String> reads, Problems problems) {
    for (String id : new HashSet<>(reads)) {
      Node read = nodes.get(id);
      if (read != null && read.detail() instanceof NodeDetail.Model model) {
        String reason = refusal(reader, read, model);
        if (reason != null) {
          problems.add(
              Problem.of(
                      "The %s %s may not read the model %s"
                          .formatted(reader.type().shownName(), reader.name(), read.name()))
                  .at(place)
                  .found(reason)
                  .next("Read another model, or change the access of " + read.name() + "."));
        }
      }
    }
  }

  private @Nullable String refusal(Selectable reader, Node read, NodeDetail.Model model) {
    boolean elsewhere =
        !reader.packageName().equals(read.packageName()) && restricted.contains(read.packageName());
    if (model.access().equals("private")) {
      String group = reader.group();
      String owner = read.group();
      if (group == null || !group.equals(owner) || elsewhere) {
        return owner == null
            ? "It is private, and in no group that could share it."
            : "It is private to the group " + owner + ".";
      }
    }
    return model.access().equals("protected") && elsewhere
        ? "It is protected, and the package " + read.packageName() + " restricts access."
        : null;
  }
}
