package io.tidemark.graph;

import io.tidemark.project.Project;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.template.RefCall;
import io.tidemark.template.TemplateEngine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes the manifest of a project: reads every model once, resolves what reads what, orders it. */
public final class ManifestBuilder {

  private final Project project;
  private final TemplateEngine engine;
  private final String database;

  /**
   * A builder.
   *
   * @param database the target's database
   */
  public ManifestBuilder(Project project, TemplateEngine engine, String database) {
    this.project = project;
    this.engine = engine;
    this.database = database;
  }

  /**
   * Builds it.
   *
   * @throws ProjectException with everything that is wrong
   */
  public Manifest build() {
    Problems problems = new Problems();
    Map<String, Node> enabled = new LinkedHashMap<>();
    List<Selectable> disabled = new ArrayList<>();
    for (Node node : readModels(problems)) {
      if (!node.config().enabled()) {
        disabled.add(node);
      } else {
        addOrSayTwice(enabled, node, problems);
      }
    }
    sayMeetingRelations(enabled, problems);
    Map<String, SourceNode> sources = new LinkedHashMap<>();
    for (Project owner : project.packages()) {
      sources.putAll(new SourceReader(project, owner, database).read(problems));
    }
    problems.throwIfAny();

    References references = new References(project.name(), enabled, disabled, sources);
    Map<String, Node> resolved = new LinkedHashMap<>();
    enabled.forEach((id, node) -> resolved.put(id, resolve(node, references, problems)));
    problems.throwIfAny();

    Map<String, List<String>> upstreams = new LinkedHashMap<>();
    sources.keySet().forEach(id -> upstreams.put(id, List.of()));
    resolved.forEach((id, node) -> upstreams.put(id, node.dependsOn()));
    Dag dag = Dag.of(upstreams);
    dag.cycle().ifPresent(cycle -> refuse(cycle, resolved));
    return new Manifest(
        project.name(), resolved, disabled, sources, Map.of(), Map.of(), Map.of(), dag);
  }

  private List<Node> readModels(Problems problems) {
    List<Node> nodes = new ArrayList<>();
    for (Project owner : project.packages()) {
      ModelReader reader = new ModelReader(project, owner, engine);
      List<Object> read =
          owner.models().parallelStream().map(file -> readOrProblem(reader, file)).toList();
      for (Object one : read) {
        if (one instanceof Node node) {
          nodes.add(node);
        } else if (one instanceof ProjectException problem) {
          problems.add(problem);
        }
      }
    }
    return nodes;
  }

  private static Object readOrProblem(ModelReader reader, SourceFile file) {
    try {
      return reader.read(file);
    } catch (ProjectException e) {
      return e;
    }
  }

  private static Node resolve(Node node, References references, Problems problems) {
    List<String> dependsOn = references.of(node, problems);
    return node.dependingOn(dependsOn);
  }

  private static void addOrSayTwice(Map<String, Node> nodes, Node node, Problems problems) {
    Node first = nodes.putIfAbsent(node.uniqueId(), node);
    if (first != null) {
      problems.add(
          Problem.of("There are two models named \"" + node.name() + "\"")
              .at(first.file().start())
              .at(node.file().start())
              .next("Rename one of the files: ref('" + node.name() + "') could mean either."));
    }
  }

  /** Two models that become one relation would overwrite each other in every run. */
  private static void sayMeetingRelations(Map<String, Node> nodes, Problems problems) {
    Map<String, Node> byRelation = new HashMap<>();
    for (Node node : nodes.values()) {
      if (node.ephemeral()) {
        continue;
      }
      Node first = byRelation.putIfAbsent(node.relation().sql(), node);
      if (first != null) {
        problems.add(
            Problem.of(
                    "The models "
                        + first.name()
                        + " and "
                        + node.name()
                        + " both become "
                        + node.relation().display())
                .at(first.file().start())
                .at(node.file().start())
                .next("Give one of them another alias or schema."));
      }
    }
  }

  private static void refuse(List<String> cycle, Map<String, Node> nodes) {
    List<Node> members = cycle.stream().filter(nodes::containsKey).map(nodes::get).toList();
    Problem problem =
        Problem.of(
                "The models feed each other in a circle: "
                    + members.stream().map(Node::name).collect(Collectors.joining(" → ")))
            .next("Break the circle: one of these ref() must go.");
    for (int i = 0; i + 1 < members.size(); i++) {
      String read = members.get(i).name();
      // An edge leads from what is read to who reads it, so the call stands in the later one.
      for (RefCall call : members.get(i + 1).parsed().refs()) {
        if (call.name().equals(read)) {
          problem = problem.at(call.place());
        }
      }
    }
    throw new ProjectException(problem);
  }
}
