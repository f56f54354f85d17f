package io.tidemark.graph;

import io.tidemark.jinja.value.PythonText;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.template.FunctionCall;
import io.tidemark.template.MetricCall;
import io.tidemark.template.MetricValue;
import io.tidemark.template.RefCall;
import io.tidemark.template.SourceCall;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds what {@code ref()}, {@code source()}, {@code function()} and {@code metric()} mean: in the
 * package that asks, then in the project that is run, then in any other. Immutable.
 */
public final class References {

  private final PackagedNames<Node> nodes;
  private final PackagedNames<Node> disabled;
  private final PackagedNames<Node> functions;
  private final PackagedNames<Node> disabledFunctions;
  private final PackagedNames<Declaration> metrics;
  private final PackagedNames<Declaration> disabledMetrics;
  private final PackagedNames<SourceNode> sources;
  private final PackagedNames<SourceNode> disabledSources;

  /**
   * What can be referred to in a project and its packages.
   *
   * @param projectName the root project's
   * @param packageFirst whether a name is looked for in its own package before the root project
   * @param disabled what is named as such where somebody refers to it
   */
  public References(
      String projectName,
      boolean packageFirst,
      Map<String, Node> nodes,
      List<Selectable> disabled,
      Map<String, SourceNode> sources,
      Map<String, Declaration> declarations) {
    this.metrics = new PackagedNames<>(projectName, packageFirst);
    this.disabledMetrics = new PackagedNames<>(projectName, packageFirst);
    declarations.values().stream()
        .filter(one -> one.type() == ResourceType.METRIC)
        .forEach(metric -> metrics.add(metric.name(), metric.packageName(), metric));
    this.nodes = new PackagedNames<>(projectName, packageFirst);
    this.disabled = new PackagedNames<>(projectName, packageFirst);
    this.functions = new PackagedNames<>(projectName, packageFirst);
    this.disabledFunctions = new PackagedNames<>(projectName, packageFirst);
    this.sources = new PackagedNames<>(projectName, packageFirst);
    this.disabledSources = new PackagedNames<>(projectName, packageFirst);
    nodes.values().stream().filter(Node::referable).forEach(node -> add(this.nodes, node));
    nodes.values().stream()
        .filter(node -> node.type() == ResourceType.FUNCTION)
        .forEach(node -> functions.add(node.name(), node.packageName(), node));
    for (Selectable one : disabled) {
      if (one instanceof Node node && node.referable()) {
        add(this.disabled, node);
      } else if (one instanceof Node node && node.type() == ResourceType.FUNCTION) {
        disabledFunctions.add(node.name(), node.packageName(), node);
      } else if (one instanceof SourceNode source) {
        disabledSources.add(name(source), source.packageName(), source);
      } else if (one instanceof Declaration metric && metric.type() == ResourceType.METRIC) {
        disabledMetrics.add(metric.name(), metric.packageName(), metric);
      }
    }
    sources.values().forEach(node -> this.sources.add(name(node), node.packageName(), node));
  }

  private static void add(PackagedNames<Node> names, Node node) {
    Object version = node.detail() instanceof NodeDetail.Model model ? model.version() : null;
    if (version == null) {
      names.add(node.name(), node.packageName(), node);
      return;
    }
    NodeDetail.Model model = (NodeDetail.Model) node.detail();
    names.add(key(node.name(), PythonText.str(version)), node.packageName(), node);
    if (PythonText.str(version).equals(PythonText.str(model.latestVersion()))) {
      names.add(node.name(), node.packageName(), node);
    }
  }

  /** The name under which a version is found. */
  private static String key(String name, @Nullable String version) {
    return version == null ? name : name + ".v" + version;
  }

  private static String name(SourceNode node) {
    return node.source().name() + "." + node.name();
  }

  /**
   * The model of a call.
   *
   * @param from who calls
   * @throws ProjectException if there is none, it is disabled, or several could be meant
   */
  public Node ref(RefCall call, Caller from) {
    List<Node> found =
        nodes.find(key(call.name(), call.version()), call.packageName(), from.packageName());
    if (found.size() == 1) {
      return found.get(0);
    }
    String asked =
        call.packageName() == null ? call.name() : call.packageName() + "." + call.name();
    if (!found.isEmpty()) {
      Node first = found.get(0);
      Problem ambiguous =
          Problem.of(from.what() + " reads \"" + asked + "\", which several packages have")
              .at(call.place())
              .found("They are: " + String.join(", ", found.stream().map(Node::uniqueId).toList()))
              .next("Say which: ref('" + first.packageName() + "', '" + first.name() + "').");
      throw new ProjectException(ambiguous);
    }
    List<Node> notEnabled =
        disabled.find(key(call.name(), call.version()), call.packageName(), from.packageName());
    if (!notEnabled.isEmpty()) {
      throw new ProjectException(
          Problem.of(from.what() + " reads \"" + asked + "\", which is disabled")
              .at(call.place())
              .at(notEnabled.get(0).file().start())
              .next("Enable it (+enabled: true), or disable what reads it."));
    }
    if (call.version() != null) {
      throw new ProjectException(noVersion(call, from));
    }
    List<Node> elsewhere = nodes.find(call.name(), null, from.packageName());
    if (!elsewhere.isEmpty()) {
      Node other = elsewhere.get(0);
      throw new ProjectException(
          Problem.of(from.what() + " reads \"" + asked + "\", which is not there")
              .at(call.place())
              .found(
                  "The model " + other.name() + " is in the package " + other.packageName() + ".")
              .next("Write ref('" + other.packageName() + "', '" + other.name() + "')."));
    }
    throw new ProjectException(
        Problem.of(from.what() + " reads \"" + asked + "\", which is not there")
            .at(call.place())
            .found(nearest(call.name(), nodes.names()))
            .next("Write the model " + call.name() + ", or correct the name in ref()."));
  }

  private Problem noVersion(RefCall call, Caller from) {
    String prefix = call.name() + ".v";
    List<String> versions =
        nodes.names().stream()
            .filter(name -> name.startsWith(prefix))
            .map(name -> name.substring(prefix.length()))
            .sorted()
            .toList();
    return Problem.of(
            "%s reads version %s of \"%s\", which is not there"
                .formatted(from.what(), call.version(), call.name()))
        .at(call.place())
        .found(
            versions.isEmpty()
                ? "It has no versions."
                : "Its versions are: " + String.join(", ", versions) + ".")
        .next("Correct the version, or leave it out to read the latest.");
  }

  /**
   * The table of a call. Where several packages have it, the first one is taken, as in dbt.
   *
   * @throws ProjectException if there is none
   */
  public SourceNode source(SourceCall call, Caller from) {
    String asked = call.source() + "." + call.table();
    List<SourceNode> found = sources.find(asked, null, from.packageName());
    if (!found.isEmpty()) {
      return found.get(0);
    }
    List<SourceNode> notEnabled = disabledSources.find(asked, null, from.packageName());
    if (!notEnabled.isEmpty()) {
      throw new ProjectException(
          Problem.of(from.what() + " reads the source \"" + asked + "\", which is disabled")
              .at(call.place())
              .at(notEnabled.get(0).table().place())
              .next("Enable it (enabled: true), or disable what reads it."));
    }
    throw new ProjectException(
        Problem.of(from.what() + " reads the source \"" + asked + "\", which is not there")
            .at(call.place())
            .found(nearest(asked, sources.names()))
            .next("Define it under sources: in a .yml file beside the models."));
  }

  /**
   * The function of a call. Where several packages have it, the first one is taken, as in dbt.
   *
   * @throws ProjectException if there is none, or it is disabled
   */
  public Node function(FunctionCall call, Caller from) {
    String asked =
        call.packageName() == null ? call.name() : call.packageName() + "." + call.name();
    List<Node> found = functions.find(call.name(), call.packageName(), from.packageName());
    if (!found.isEmpty()) {
      return found.get(0);
    }
    List<Node> notEnabled =
        disabledFunctions.find(call.name(), call.packageName(), from.packageName());
    if (!notEnabled.isEmpty()) {
      throw new ProjectException(
          Problem.of(from.what() + " calls the function \"" + asked + "\", which is disabled")
              .at(call.place())
              .at(notEnabled.get(0).file().start())
              .next("Enable it (+enabled: true), or disable what calls it."));
    }
    throw new ProjectException(
        Problem.of(from.what() + " calls the function \"" + asked + "\", which is not there")
            .at(call.place())
            .found(nearest(call.name(), functions.names()))
            .next(
                "Write functions/%s.sql and its entry under functions:, or correct the name."
                    .formatted(call.name())));
  }

  /**
   * The metric of a call. Where several packages have it, the first one is taken, as in dbt.
   *
   * @throws ProjectException if there is none, or it is disabled
   */
  Declaration metric(MetricCall call, Caller from) {
    String asked =
        call.packageName() == null ? call.name() : call.packageName() + "." + call.name();
    List<Declaration> found = metrics.find(call.name(), call.packageName(), from.packageName());
    if (!found.isEmpty()) {
      return found.get(0);
    }
    List<Declaration> off =
        disabledMetrics.find(call.name(), call.packageName(), from.packageName());
    throw new ProjectException(
        off.isEmpty()
            ? Problem.of(
                    from.what() + " depends on the metric \"" + asked + "\", which is not there")
                .at(call.place())
                .found(nearest(call.name(), metrics.names()))
                .next("Write it under metrics: in a .yml file, or correct the name.")
            : Problem.of(
                    from.what() + " depends on the metric \"" + asked + "\", which is disabled")
                .at(call.place())
                .at(off.get(0).place())
                .next("Enable it (+enabled: true), or disable what asks for it."));
  }

  /** The metric of a call as templates know it. */
  public MetricValue metricValue(MetricCall call, Caller from) {
    Declaration metric = metric(call, from);
    Map<String, @Nullable Object> known = new LinkedHashMap<>();
    metric.mapping().value().forEach((key, value) -> known.put(String.valueOf(key), value));
    known.put("name", metric.name());
    known.put("unique_id", metric.uniqueId());
    known.put("package_name", metric.packageName());
    known.put("resource_type", metric.type().dbtName());
    known.put("original_file_path", metric.originalPath());
    known.put("meta", metric.config().meta());
    known.put("tags", metric.tags());
    known.put("depends_on", Map.of("macros", List.of(), "nodes", metric.dependsOn()));
    known.putIfAbsent("description", "");
    return new MetricValue(metric.name(), known);
  }

  /**
   * The unique ids of all that a model reads, each once.
   *
   * @param problems takes what is wrong with a call; that one is left out
   */
  public List<String> of(Node node, Problems problems) {
    Caller from = Caller.of(node);
    Set<String> ids = new LinkedHashSet<>();
    // In the order of dbt.
    node.parsed().sources().stream()
        .distinct()
        .forEach(call -> add(ids, () -> source(call, from).uniqueId(), problems));
    node.parsed().refs().forEach(call -> add(ids, () -> ref(call, from).uniqueId(), problems));
    node.parsed()
        .metrics()
        .forEach(call -> add(ids, () -> metric(call, from).uniqueId(), problems));
    node.parsed()
        .functions()
        .forEach(call -> add(ids, () -> function(call, from).uniqueId(), problems));
    return List.copyOf(ids);
  }

  private static void add(Set<String> ids, Supplier<String> id, Problems problems) {
    try {
      ids.add(id.get());
    } catch (ProjectException e) {
      problems.add(e);
    }
  }

  private static String nearest(String name, List<String> candidates) {
    String question = NearestName.question(name, candidates).orElse(null);
    return Objects.requireNonNullElse(
        question,
        candidates.isEmpty()
            ? "There are none."
            : "There are " + candidates.size() + "; none has a name like that.");
  }
}
