package io.tidemark.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.Selectable;
import io.tidemark.graph.SourceNode;
import io.tidemark.graph.UnitTest;
import io.tidemark.graph.entry.Entries;
import io.tidemark.jinja.format.JsonText;
import io.tidemark.report.console.Console;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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
    header = "List the project's nodes of all kinds. Needs no database.",
    description = "")
final class ListCommand extends ProjectCommand {

  private static final ObjectMapper PLAIN = new ObjectMapper();

  /** What dbt prints of a node where nobody asks for more. */
  private static final List<String> KEYS =
      List.of(
          "name",
          "resource_type",
          "package_name",
          "original_file_path",
          "unique_id",
          "source_name",
          "alias",
          "config",
          "tags",
          "depends_on");

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
    if (selectsByModels() && resourceTypes.included.isEmpty()) {
      resourceTypes.included.add(ResourceType.MODEL.dbtName());
    }
    Instant start = surroundings().clock().instant();
    LoadedProject project = load(console);
    SelectedNodes selected =
        SelectedNodes.of(
            project,
            selection.select,
            selection.exclude,
            RunScope.of(this, selection.selector, null),
            console);
    // Behind the selection, which may ask for what a run has left in the same directory.
    writeManifest(project, start, console);
    Map<String, Selectable> all = project.manifest().selectable();
    Entries entries = new Entries(project.manifest(), project.compiler().descriptions(), 0);
    List<String> lines =
        selected.ids().stream()
            // As in dbt by the unique ids; what is printed may come in another order than its own.
            .sorted()
            .map(all::get)
            .filter(this::isAskedFor)
            .map(node -> line(node, entries))
            .toList();
    if (lines.isEmpty()) {
      console.warn("NoNodesSelected", "Q038", "No nodes selected!");
    } else {
      lines.forEach(console::print);
    }
    return ExitCode.OK;
  }

  /** As in dbt several may stand in one text, with blanks between. */
  private static List<String> words(List<String> texts) {
    return texts.stream().flatMap(text -> Arrays.stream(text.strip().split("\\s+", -1))).toList();
  }

  private boolean isAskedFor(@Nullable Selectable node) {
    return node != null
        && node.type().listed()
        && (node.type() != ResourceType.ANALYSIS || resourceTypes.asksFor(node.type()))
        && resourceTypes.includes(node.type());
  }

  private String line(Selectable node, Entries entries) {
    return switch (output) {
      case selector -> selector(node);
      case name ->
          node instanceof SourceNode ? String.join(".", lastTwo(node.fqn())) : searchName(node);
      case path -> node.originalPath();
      case json -> json(node, entries);
    };
  }

  private static String selector(Selectable node) {
    String inPackage = node.packageName() + "." + node.name();
    return switch (node.type()) {
      case SOURCE -> "source:" + node.packageName() + "." + String.join(".", lastTwo(node.fqn()));
      case EXPOSURE, METRIC, SEMANTIC_MODEL, SAVED_QUERY -> node.type().dbtName() + ":" + inPackage;
      case UNIT_TEST -> "unit_test:" + node.packageName() + "." + versionedName(node);
      default -> String.join(".", node.fqn());
    };
  }

  /** The name by which a selector finds it: of a version of a model with the version. */
  private static String searchName(Selectable node) {
    return node instanceof Node model
            && model.detail() instanceof NodeDetail.Model detail
            && detail.version() != null
        ? node.name() + ".v" + detail.version()
        : node.name();
  }

  private static String versionedName(Selectable node) {
    return node instanceof UnitTest test && test.version() != null
        ? node.name() + "_v" + test.version()
        : node.name();
  }

  private static List<String> lastTwo(List<String> fqn) {
    return fqn.subList(fqn.size() - 2, fqn.size());
  }

  private String json(Selectable node, Entries entries) {
    Map<String, @Nullable Object> entry = entries.of(node);
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (String key : outputKeys.isEmpty() ? KEYS : words(outputKeys)) {
      Object value = at(entry, key);
      if (value != null || entry.containsKey(key)) {
        object.put(key, value);
      }
    }
    // As Python writes it, to the last blank: scripts look for the text.
    return JsonText.of(PLAIN.convertValue(object, Map.class), null, false);
  }

  /** The value of a key, {@code name}, or below one, {@code config.materialized}. */
  private static @Nullable Object at(Map<?, ?> entry, String key) {
    if (entry.containsKey(key)) {
      return entry.get(key);
    }
    int dot = key.indexOf('.');
    return dot > 0 && entry.get(key.substring(0, dot)) instanceof Map<?, ?> below
        ? at(below, key.substring(dot + 1))
        : null;
  }
}
