package io.tidemark.graph.check;

import io.tidemark.graph.Manifest;
import io.tidemark.graph.ModelVersions;
import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.template.RefCall;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@code ref()} that works and may mean something else one day, as dbt tells of it.
 *
 * @param event dbt's name of the event
 * @param code dbt's code of it
 * @param text what is told
 * @param data more, by dbt's names
 */
public record TelltaleReference(
    String event, String code, String text, Map<String, @Nullable Object> data) {

  /**
   * Where a node of a package reads one of the project that is run, though it does not say so: that
   * one has the name that the package looks for.
   */
  public static List<TelltaleReference> outOfPackages(Manifest manifest) {
    List<TelltaleReference> found = new ArrayList<>();
    String root = manifest.projectName();
    for (Node node : manifest.nodes().values()) {
      for (RefCall call : node.parsed().refs()) {
        if (!node.packageName().equals(root) && !root.equals(call.packageName())) {
          read(call, node, manifest)
              .filter(target -> target.packageName().equals(root))
              .ifPresent(target -> found.add(outOfPackage(node, target)));
        }
      }
    }
    return List.copyOf(found);
  }

  private static TelltaleReference outOfPackage(Node node, Node target) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("node_name", node.name());
    data.put("package_name", node.packageName());
    data.put("root_project_unique_id", target.uniqueId());
    return new TelltaleReference(
        "PackageNodeDependsOnRootProjectNode",
        "I077",
        "%s of the package %s reads %s of the project, which may end in a circle\n  %s\n"
                .formatted(node.what(), node.packageName(), target.uniqueId(), node.originalPath())
            + "  With the flag require_ref_searches_node_package_before_root a package reads its"
            + " own models first.",
        data);
  }

  /**
   * Where one of these nodes reads the latest version of a model without saying so, and there is a
   * newer one that is not the latest yet.
   */
  public static List<TelltaleReference> unpinned(Collection<Node> nodes, Manifest manifest) {
    List<TelltaleReference> found = new ArrayList<>();
    for (Node node : nodes) {
      for (RefCall call : node.parsed().refs()) {
        if (call.version() == null) {
          read(call, node, manifest)
              .flatMap(target -> unpinned(node, target, manifest))
              .ifPresent(found::add);
        }
      }
    }
    return List.copyOf(found);
  }

  private static Optional<TelltaleReference> unpinned(Node node, Node target, Manifest manifest) {
    String now = version(target);
    if (now == null) {
      return Optional.empty();
    }
    String newest =
        manifest.models().values().stream()
            .filter(model -> model.name().equals(target.name()))
            .map(TelltaleReference::version)
            .filter(Objects::nonNull)
            .max(Comparator.comparing(Objects::requireNonNull, ModelVersions::compare))
            .orElse(null);
    if (newest == null || ModelVersions.compare(newest, now) <= 0) {
      return Optional.empty();
    }
    String call = "ref('%s', '%s', v='%s')";
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("ref_node_name", target.name());
    data.put("ref_node_package", target.packageName());
    data.put("ref_node_version", now);
    data.put("ref_max_version", newest);
    data.put("node_info", Map.of("node_name", node.name(), "unique_id", node.uniqueId()));
    return Optional.of(
        new TelltaleReference(
            "UnpinnedRefNewVersionAvailable",
            "I064",
            "%s reads %s in its latest version, which is %s; there is %s, too, not yet the latest\n"
                    .formatted(node.what(), target.name(), now, newest)
                + "  Try it: %s. Or stay where you are: %s."
                    .formatted(
                        call.formatted(target.packageName(), target.name(), newest),
                        call.formatted(target.packageName(), target.name(), now)),
            data));
  }

  /** What a call of a node has found. */
  private static Optional<Node> read(RefCall call, Node node, Manifest manifest) {
    return node.dependsOn().stream()
        .map(id -> manifest.nodes().get(id))
        .filter(Objects::nonNull)
        .filter(target -> target.name().equals(call.name()))
        .filter(
            target -> call.packageName() == null || call.packageName().equals(target.packageName()))
        .filter(target -> call.version() == null || call.version().equals(version(target)))
        .findFirst();
  }

  private static @Nullable String version(Node node) {
    return node.detail() instanceof NodeDetail.Model model && model.version() != null
        ? model.version().toString()
        : null;
  }
}
