package io.tidemark.cli;

import io.tidemark.graph.Manifest;
import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.Selectable;
import io.tidemark.graph.select.Selection;
import io.tidemark.graph.select.SelectionRequest;
import io.tidemark.report.artifact.EarlierRun;
import io.tidemark.report.console.Console;
import io.tidemark.template.TemplateEngine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a selection means in a project. */
final class SelectedNodes {

  /** What has SQL of its own to compile. */
  static final Set<ResourceType> COMPILED =
      Set.of(
          ResourceType.MODEL,
          ResourceType.SNAPSHOT,
          ResourceType.ANALYSIS,
          ResourceType.FUNCTION,
          ResourceType.TEST);

  /** What has a result where it is compiled. */
  static final Set<ResourceType> RESULTS =
      Stream.concat(COMPILED.stream(), Stream.of(ResourceType.SEED, ResourceType.OPERATION))
          .collect(Collectors.toUnmodifiableSet());

  private final Manifest manifest;
  private final Set<String> ids;

  private SelectedNodes(Manifest manifest, Set<String> ids) {
    this.manifest = manifest;
    this.ids = ids;
  }

  /**
   * Applies a selection; a part of it that matches nothing is warned of.
   *
   * @param select {@code --select}
   * @param exclude {@code --exclude}
   * @param scope what else decides
   */
  static SelectedNodes of(
      LoadedProject project,
      List<String> select,
      List<String> exclude,
      RunScope scope,
      Console console) {
    Manifest manifest = project.manifest();
    if (scope.selector() != null && !(select.isEmpty() && exclude.isEmpty())) {
      console.warn("--select and --exclude have no effect beside --selector");
    }
    if (scope.state() != null
        && scope.state().normalize().equals(project.targetPath().normalize())) {
      console.warn(
          "WarnStateTargetEqual",
          "I072",
          "The state and target directories are the same: '%s'. This command or the next one writes"
                  .formatted(scope.state().getFileName())
              + " there, and what has changed can't be told any more");
    }
    EarlierRun earlier =
        scope.state() == null ? null : ManifestFile.earlier(project, scope.state());
    Selection selection =
        Selection.of(
            new SelectionRequest(
                select,
                exclude,
                scope.selector(),
                scope.indirect(),
                manifest.projectName(),
                earlier,
                project.selectors()));
    Map<String, Selectable> all = manifest.selectable();
    selection
        .unmatched(all, manifest.dag())
        .forEach(warning -> console.warn("NoNodesForSelectionCriteria", "M030", warning.render()));
    SelectedNodes selected = new SelectedNodes(manifest, selection.apply(all, manifest.dag()));
    if (earlier != null) {
      earlier
          .brokenContracts()
          .forEach(broken -> console.warn("UnversionedBreakingChange", "I071", broken.render()));
      earlier
          .largeSeeds()
          .forEach(seed -> console.warn(seed.event(), seed.code(), seed.problem().render()));
    }
    return selected;
  }

  /** Nodes that are known by their ids. */
  static SelectedNodes of(LoadedProject project, Set<String> ids) {
    return new SelectedNodes(project.manifest(), ids);
  }

  /** All of them, sources too, in the order of the manifest. */
  Set<String> ids() {
    return ids;
  }

  /** Those among them whose file is empty: as in dbt they are listed, and never run. */
  List<Node> empty() {
    return manifest.nodes().values().stream()
        .filter(node -> ids.contains(node.uniqueId()) && isEmpty(node))
        .toList();
  }

  private static boolean isEmpty(Node node) {
    return node.type() == ResourceType.MODEL && node.file().text().isBlank();
  }

  /** Lets templates know those of these types as {@code selected_resources}. */
  void tell(TemplateEngine engine, Set<ResourceType> types) {
    Map<String, Selectable> all = manifest.selectable();
    engine.select(
        all.values().stream()
            .filter(one -> ids.contains(one.uniqueId()) && types.contains(one.type()))
            .map(Selectable::uniqueId)
            .toList());
  }

  /** The models among them. */
  Map<String, Node> models() {
    Map<String, Node> models = new LinkedHashMap<>();
    manifest
        .models()
        .forEach(
            (id, node) -> {
              if (ids.contains(id) && !isEmpty(node)) {
                models.put(id, node);
              }
            });
    return models;
  }

  /**
   * Those ephemeral models among them that a run of these types is about: they never become a
   * relation, but are its nodes in dbt.
   */
  SelectedEphemerals ephemerals(Set<ResourceType> types) {
    if (!types.contains(ResourceType.MODEL)) {
      return SelectedEphemerals.NONE;
    }
    return new SelectedEphemerals(
        models().values().stream()
            .filter(Node::ephemeral)
            .map(Node::uniqueId)
            .collect(Collectors.toSet()));
  }

  /**
   * Those among them that have SQL of their own to compile, in the order of dbt: functions, models,
   * others.
   */
  Map<String, Node> compiled() {
    Map<String, Node> nodes = new LinkedHashMap<>();
    // As in dbt before the models that call them.
    manifest.nodes().values().stream()
        .filter(node -> node.type() == ResourceType.FUNCTION)
        .filter(node -> ids.contains(node.uniqueId()) && !isEmpty(node))
        .forEach(function -> nodes.put(function.uniqueId(), function));
    nodes.putAll(models());
    manifest
        .nodes()
        .forEach(
            (id, node) -> {
              if (ids.contains(id) && COMPILED.contains(node.type()) && !isEmpty(node)) {
                nodes.put(id, node);
              }
            });
    return nodes;
  }

  /**
   * The hooks of the run among them.
   *
   * @param empty those too in which nothing is written
   */
  Map<String, Node> hooks(boolean empty) {
    Map<String, Node> hooks = new LinkedHashMap<>(manifest.hooks());
    hooks.keySet().retainAll(ids);
    if (!empty) {
      hooks
          .values()
          .removeIf(
              node -> node.detail() instanceof NodeDetail.RunHook hook && hook.sql().isBlank());
    }
    return hooks;
  }

  /** The seeds among them. */
  Map<String, Node> seeds() {
    Map<String, Node> seeds = new LinkedHashMap<>(manifest.nodes(ResourceType.SEED));
    seeds.keySet().retainAll(ids);
    return seeds;
  }

  /**
   * Those among them that a run can run: of these types, no ephemeral models, and of the sources
   * those that are loaded.
   */
  Map<String, Node> runnable(Set<ResourceType> types) {
    Map<String, Node> nodes = new LinkedHashMap<>(manifest.loads());
    nodes.putAll(manifest.nodes());
    manifest
        .unitTests()
        .forEach(
            (id, test) ->
                manifest.node(test.model()).ifPresent(model -> nodes.put(id, test.asNode(model))));
    manifest.declarations().forEach((id, declared) -> nodes.put(id, declared.asNode()));
    nodes
        .values()
        .removeIf(
            node ->
                isEmpty(node)
                    || node.ephemeral()
                    || !types.contains(node.type())
                    || !ids.contains(node.uniqueId()));
    return nodes;
  }
}
