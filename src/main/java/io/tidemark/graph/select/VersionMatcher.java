package io.tidemark.graph.select;

import io.tidemark.graph.ModelVersions;
import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.graph.Selectable;
import java.util.List;

/**
 * {@code version:latest}: models that are the latest of their versions, later ones ({@code
 * prerelease}), earlier ones ({@code old}), or without versions ({@code none}).
 */
record VersionMatcher(String which) implements NodeMatcher {

  /** What can be asked for. */
  static final List<String> NAMES = List.of("latest", "prerelease", "old", "none");

  @Override
  public boolean matches(Selectable node) {
    return valuesOf(node).contains(which);
  }

  @Override
  public List<String> valuesOf(Selectable node) {
    if (!(node instanceof Node model && model.detail() instanceof NodeDetail.Model detail)) {
      return List.of();
    }
    Object version = detail.version();
    Object latest = detail.latestVersion();
    if (version == null || latest == null) {
      return List.of("none");
    }
    int order = ModelVersions.compare(version.toString(), latest.toString());
    return List.of(order == 0 ? "latest" : order > 0 ? "prerelease" : "old");
  }
}
