package io.tidemark.graph.read;

import io.tidemark.graph.Dag;
import io.tidemark.graph.Declaration;
import io.tidemark.graph.DocsBlock;
import io.tidemark.graph.Manifest;
import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.graph.References;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.Selectable;
import io.tidemark.graph.SourceNode;
import io.tidemark.graph.Switched;
import io.tidemark.graph.UnitTest;
import io.tidemark.graph.semantic.SemanticRules;
import io.tidemark.project.Project;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.problem.WarningKind;
import io.tidemark.template.RefCall;
import io.tidemark.template.TemplateEngine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes the manifest of a project: reads every node once, resolves what reads what, orders it. */
public final class ManifestBuilder {

  private final Project project;
  private final TemplateEngine engine;
  private final String database;
  private final Problems problems = new Problems();
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, Node> hooks = new LinkedHashMap<>();
  private final Map<String, SourceNode> sources = new LinkedHashMap<>();
  private final Map<String, UnitTest> unitTests = new LinkedHashMap<>();
  private final Map<String, Declaration> declarations = new LinkedHashMap<>();
  private final Map<String, DocsBlock> docs = new LinkedHashMap<>();
  private final List<Selectable> disabled = new ArrayList<>();

  /**
   * A builder of one manifest.
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
    DocsBlock overview = OverviewBlock.read();
    docs.put(overview.uniqueId(), overview);
    for (Project owner : project.packages()) {
      PackageReader.Read read =
          new PackageReader(project, owner, engine, database, problems).read();
      sort(
          read.nodes(),
          nodes,
          node ->
              node.detail() instanceof NodeDetail.GenericTest test
                  ? test.place()
                  : node.file().start());
      sort(read.hooks(), hooks, hook -> hook.file().start());
      sort(read.sources(), sources, source -> source.table().place());
      sort(read.unitTests(), unitTests, UnitTest::place);
      sort(read.declarations(), declarations, Declaration::place);
      docs.putAll(read.docs());
    }
    new LentProperties(project, engine, nodes).lend(problems);
    new ResourceNames(project.file()).check(nodes.values(), problems);
    LoadedRelations.check(sources.values(), nodes.values(), problems);
    problems.throwIfAny();

    References references =
        new References(project.name(), packageFirst(), nodes, disabled, sources, declarations);
    resolveNodes(references);
    hooks.replaceAll((id, hook) -> hook.dependingOn(references.of(hook, problems)));
    resolveDeclarations(references);
    problems.throwIfAny();
    new SemanticRules(nodes.values(), declarations.values()).check(problems);
    problems.throwIfAny();
    checkAccess();
    problems.throwIfAny();
    return new Manifest(
        project.name(),
        packageFirst(),
        nodes,
        hooks,
        disabled,
        sources,
        unitTests,
        declarations,
        docs,
        dag(),
        problems.warnings());
  }

  /** As in dbt 1.11 the root project comes first, unless its flag says otherwise. */
  private boolean packageFirst() {
    return project.file().flag("require_ref_searches_node_package_before_root");
  }

  /** What is enabled goes by its id, what is not aside; an id is had only once. */
  private <T extends Selectable> void sort(
      Collection<T> read, Map<String, T> enabled, Function<T, Place> place) {
    for (T one : read) {
      if (!one.config().enabled()) {
        disabled.add(one);
        continue;
      }
      T first = enabled.putIfAbsent(one.uniqueId(), one);
      if (first != null) {
        String kind = one.type().shownName();
        problems.add(
            Problem.of("There are two " + several(kind) + " named \"" + one.name() + "\"")
                .at(place.apply(first))
                .at(place.apply(one))
                .next(
                    one.type() == ResourceType.TEST
                        ? "Remove one of them, or give it another \"name\"."
                        : "Rename one of them: the name could mean either."));
      }
    }
  }

  private static String several(String kind) {
    return kind.endsWith("sis")
        ? kind.substring(0, kind.length() - 2) + "es"
        : kind.endsWith("y") ? kind.substring(0, kind.length() - 1) + "ies" : kind + "s";
  }

  private void resolveNodes(References references) {
    for (Node node : List.copyOf(nodes.values())) {
      Problems own = new Problems();
      List<String> ids = references.of(node, own);
      if (own.hasErrors() && node.type() == ResourceType.TEST) {
        switchOff(node.dependingOn(ids), own);
      } else {
        problems.addAll(own);
        nodes.put(node.uniqueId(), node.dependingOn(ids));
      }
    }
  }

  /** As in dbt, a test of what is not there is no error: it is left out, and told. */
  private void switchOff(Node test, Problems why) {
    nodes.remove(test.uniqueId());
    disabled.add(test.withConfig(Switched.off(test.config())));
    boolean onlyDisabled =
        why.errors().stream().allMatch(one -> one.what().contains("which is disabled"));
    if (!onlyDisabled) {
      why.errors().stream()
          .map(one -> one.named(WarningKind.NODE_NOT_FOUND_OR_DISABLED))
          .forEach(problems::warn);
    }
  }

  private void resolveDeclarations(References references) {
    DeclarationLinks links = new DeclarationLinks(references, declarations.values());
    declarations.replaceAll((id, one) -> one.dependingOn(links.of(one, problems)));
  }

  private void checkAccess() {
    AccessRules rules = new AccessRules(nodes, project.packages());
    rules.checkGroups(declarations.values(), problems);
    for (Node node : nodes.values()) {
      rules.check(node, node.file().start(), node.dependsOn(), problems);
    }
    for (Declaration one : declarations.values()) {
      rules.check(one, one.place(), one.dependsOn(), problems);
    }
  }

  private Dag dag() {
    Map<String, List<String>> upstreams = new LinkedHashMap<>();
    sources.keySet().forEach(id -> upstreams.put(id, List.of()));
    nodes.forEach((id, node) -> upstreams.put(id, node.dependsOn()));
    hooks.forEach((id, hook) -> upstreams.put(id, hook.dependsOn()));
    unitTests.forEach((id, test) -> upstreams.put(id, test.dependsOn()));
    declarations.forEach(
        (id, one) -> {
          if (one.type() != ResourceType.GROUP) {
            upstreams.put(id, one.dependsOn());
          }
        });
    Dag dag = Dag.of(upstreams);
    dag.cycle().ifPresent(cycle -> refuse(cycle, nodes));
    return dag;
  }

  private static void refuse(List<String> cycle, Map<String, Node> nodes) {
    List<Node> members = cycle.stream().filter(nodes::containsKey).map(nodes::get).toList();
    if (members.isEmpty()) {
      throw new ProjectException(
          Problem.of("These are made of each other in a circle: " + String.join(" → ", cycle)));
    }
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
