package io.tidemark.graph.read;

import io.tidemark.graph.Draft;
import io.tidemark.graph.Node;
import io.tidemark.graph.ResourceType;
import io.tidemark.project.Project;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.properties.NodeProperties;
import io.tidemark.template.TemplateEngine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a package says of a node that it has not, or not enabled, is said of another package's of
 * that name, as in dbt: a project that writes a package's model or seed anew keeps its description
 * and configuration. What a node's own package says of it stays.
 */
final class LentProperties {

  private static final Map<String, ResourceType> KINDS = kinds();

  private final Project project;
  private final TemplateEngine engine;
  private final Map<String, Node> nodes;

  /**
   * For the nodes of a project.
   *
   * @param nodes the enabled ones of all packages, by unique id
   */
  LentProperties(Project project, TemplateEngine engine, Map<String, Node> nodes) {
    this.project = project;
    this.engine = engine;
    this.nodes = nodes;
  }

  private static Map<String, ResourceType> kinds() {
    Map<String, ResourceType> kinds = new LinkedHashMap<>();
    kinds.put("models", ResourceType.MODEL);
    kinds.put("seeds", ResourceType.SEED);
    kinds.put("snapshots", ResourceType.SNAPSHOT);
    return kinds;
  }

  /** Reads the nodes again that are so described, and puts them in the place of the first. */
  void lend(Problems problems) {
    if (project.installed().isEmpty()) {
      return;
    }
    for (Project lender : project.packages()) {
      KINDS.forEach(
          (kind, type) ->
              lender.properties().nodes(kind).values().stream()
                  .filter(described -> described.versions().isEmpty())
                  .forEach(described -> lend(lender, type, described, problems)));
    }
  }

  private void lend(
      Project lender, ResourceType type, NodeProperties described, Problems problems) {
    String name = described.name();
    if (nodes.containsKey(type.dbtName() + "." + lender.name() + "." + name)) {
      return;
    }
    Node borrower = borrower(type, name);
    if (borrower == null) {
      return;
    }
    String path = new PropertiesFiles(lender).of(described.place()).path();
    NodeProperties lent = described.lentBy(new NodeProperties.Lender(lender.name(), path));
    Draft draft = Draft.of(borrower).describedBy(lent);
    try {
      Project owner = project.packageOf(borrower.packageName()).orElseThrow();
      Node read = new NodeReader(project, owner, engine).read(draft);
      if (read.config().enabled()) {
        nodes.put(read.uniqueId(), read);
      }
    } catch (ProjectException e) {
      problems.add(e);
    }
  }

  /** The one node of that name of which nothing is said yet; null where there is none. */
  private @Nullable Node borrower(ResourceType type, String name) {
    List<Node> found =
        project.packages().stream()
            .map(owner -> nodes.get(type.dbtName() + "." + owner.name() + "." + name))
            .filter(node -> node != null && node.properties() == null)
            .toList();
    return found.size() == 1 ? found.get(0) : null;
  }
}
