package io.tidemark.graph.read;

import io.tidemark.graph.Draft;
import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.properties.NodeProperties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Several models, seeds or snapshots of a package that have one name, as of a package that has a
 * folder for each database. A properties file's one entry is, as in dbt, about the one that is
 * enabled without it; only where none is it is about all.
 */
final class Namesakes {

  private final NodeReader reader;

  Namesakes(NodeReader reader) {
    this.reader = reader;
  }

  /**
   * The same nodes in the same order, those that the entry is not about read again without it.
   *
   * @param nodes of one package, each read with what a properties file says of its name
   * @throws ProjectException if an entry is to enable one of several
   */
  List<Node> settled(List<Node> nodes) {
    Map<String, List<Integer>> byId = new LinkedHashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      if (described(nodes.get(i))) {
        byId.computeIfAbsent(nodes.get(i).uniqueId(), id -> new ArrayList<>()).add(i);
      }
    }
    List<Node> settled = new ArrayList<>(nodes);
    for (List<Integer> same : byId.values()) {
      if (same.size() > 1) {
        settle(settled, same);
      }
    }
    return settled;
  }

  private static boolean described(Node node) {
    return node.properties() != null
        && switch (node.type()) {
          case MODEL -> node.detail() instanceof NodeDetail.Model model && model.version() == null;
          case SEED, SNAPSHOT -> true;
          default -> false;
        };
  }

  private void settle(List<Node> nodes, List<Integer> same) {
    Map<Integer, Node> alone = new LinkedHashMap<>();
    same.forEach(i -> alone.put(i, reader.read(Draft.of(nodes.get(i)).undescribed())));
    if (alone.values().stream().anyMatch(node -> node.config().enabled())) {
      alone.forEach(
          (i, node) -> {
            if (!node.config().enabled()) {
              nodes.set(i, node);
            }
          });
    } else if (same.stream().anyMatch(i -> nodes.get(i).config().enabled())) {
      throw severalEnabled(same.stream().map(nodes::get).toList());
    }
  }

  private static ProjectException severalEnabled(List<Node> same) {
    Node first = same.get(0);
    NodeProperties properties = Objects.requireNonNull(first.properties());
    return new ProjectException(
        Problem.of(
                "The entry of \"%s\" enables one of %d %ss of that name"
                    .formatted(first.name(), same.size(), first.type().shownName()))
            .at(properties.place())
            .found(same.stream().map(node -> node.file().path()).collect(Collectors.joining(", ")))
            .next(
                "Remove \"enabled\" here, and write it in dbt_project.yml or in the file that is"
                    + " meant."));
  }
}
