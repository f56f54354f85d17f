package io.tidemark.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.graph.Node;
import io.tidemark.graph.Selectable;
import io.tidemark.report.console.Console;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark ls}. */
@Command(
    name = "ls",
    aliases = "list",
    header = "List the project's models and sources. Needs no database.",
    description = "")
final class ListCommand extends ProjectCommand {

  @Mixin SelectionOptions selection = new SelectionOptions();

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = "selector (default), name, path or json (one object a line).")
  Form output = Form.selector;

  @Option(
      names = "--output-keys",
      arity = "1..*",
      paramLabel = "KEY",
      description = "With --output json: the keys to print.")
  List<String> outputKeys = new ArrayList<>();

  @Mixin ResourceTypeOptions resourceTypes = new ResourceTypeOptions();

  /** How a node is printed. */
  enum Form {
    /** By its fully qualified name. */
    selector,
    /** By its own name. */
    name,
    /** By its file. */
    path,
    /** As an object. */
    json
  }

  @Override
  int run(Console console) {
    LoadedProject project = load(console);
    SelectedNodes selected =
        SelectedNodes.of(
            project,
            selection.select,
            selection.exclude,
            RunScope.of(this, selection.selector, null),
            console);
    Map<String, Selectable> all = project.manifest().selectable();
    List<String> lines =
        selected.ids().stream()
            .map(all::get)
            .filter(this::isAskedFor)
            .map(node -> line(node, project))
            .sorted()
            .toList();
    if (lines.isEmpty()) {
      console.warn("NoNodesSelected", "M024", "No nodes selected!");
    } else {
      console.print(String.join("\n", lines));
    }
    return ExitCode.OK;
  }

  private boolean isAskedFor(@Nullable Selectable node) {
    return node != null && resourceTypes.includes(node.type());
  }

  private String line(Selectable node, LoadedProject project) {
    return switch (output) {
      case selector -> selector(node);
      case name -> node instanceof Node ? node.name() : String.join(".", lastTwo(node.fqn()));
      case path -> node.originalPath();
      case json -> json(node, project);
    };
  }

  private static String selector(Selectable node) {
    if (node instanceof Node) {
      return String.join(".", node.fqn());
    }
    return "source:" + node.packageName() + "." + String.join(".", lastTwo(node.fqn()));
  }

  private static List<String> lastTwo(List<String> fqn) {
    return fqn.subList(fqn.size() - 2, fqn.size());
  }

  private String json(Selectable node, LoadedProject project) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("name", node.name());
    object.put("resource_type", node.type().dbtName());
    object.put("package_name", node.packageName());
    object.put("original_file_path", node.originalPath());
    object.put("unique_id", node.uniqueId());
    object.put("alias", node instanceof Node model ? model.relation().name() : node.name());
    Map<String, @Nullable Object> config = new LinkedHashMap<>();
    node.config().values().forEach((key, value) -> config.put(key, value.value()));
    if (node instanceof Node) {
      config.put("materialized", node.config().materialized());
    }
    config.put("enabled", true);
    object.put("config", config);
    object.put("tags", node.tags());
    Map<String, List<String>> dependsOn = new LinkedHashMap<>();
    dependsOn.put("nodes", List.copyOf(project.manifest().dag().upstreams(node.uniqueId())));
    object.put("depends_on", dependsOn);
    if (!outputKeys.isEmpty()) {
      object.keySet().retainAll(outputKeys);
    }
    try {
      return new ObjectMapper().writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values are JSON", e);
    }
  }
}
