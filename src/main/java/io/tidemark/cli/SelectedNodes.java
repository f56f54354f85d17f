package io.tidemark.cli;

import io.tidemark.graph.Manifest;
import io.tidemark.graph.Node;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.Selectable;
import io.tidemark.graph.select.IndirectSelection;
import io.tidemark.graph.select.Selection;
import io.tidemark.report.console.Console;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a selection means in a project. */
final class SelectedNodes {

  private final Manifest manifest;
  private final Set<String> ids;

  private SelectedNodes(Manifest manifest, Set<String> ids) {
    this.manifest = manifest;
    this.ids = ids;
  }

  /** As the other, with the tests that dbt takes along where nobody says which. */
  static SelectedNodes of(
      Manifest manifest, List<String> select, List<String> exclude, Console console) {
    return of(manifest, select, exclude, IndirectSelection.EAGER, console);
  }

  /**
   * Applies a selection; a part of it that matches nothing is warned of.
   *
   * @param indirect which tests come with what is selected
   */
  static SelectedNodes of(
      Manifest manifest,
      List<String> select,
      List<String> exclude,
      IndirectSelection indirect,
      Console console) {
    Selection selection = Selection.of(select, exclude, manifest.projectName());
    Map<String, Selectable> all = manifest.selectable();
    selection.unmatched(all, manifest.dag()).forEach(warning -> console.warn(warning.render()));
    return new SelectedNodes(manifest, selection.apply(all, manifest.dag(), indirect));
  }

  /** All of them, sources too, in the order of the manifest. */
  Set<String> ids() {
    return ids;
  }

  /** The models among them. */
  Map<String, Node> models() {
    Map<String, Node> models = new LinkedHashMap<>();
    manifest
        .models()
        .forEach(
            (id, node) -> {
              if (ids.contains(id)) {
                models.put(id, node);
              }
            });
    return models;
  }

  /** Those among them that a run can run: of these types, and no ephemeral models. */
  Map<String, Node> runnable(Set<ResourceType> types) {
    Map<String, Node> nodes = new LinkedHashMap<>(manifest.nodes());
    manifest
        .unitTests()
        .forEach(
            (id, test) ->
                manifest.node(test.model()).ifPresent(model -> nodes.put(id, test.asNode(model))));
    nodes
        .values()
        .removeIf(
            node ->
                node.ephemeral() || !types.contains(node.type()) || !ids.contains(node.uniqueId()));
    return nodes;
  }
}
