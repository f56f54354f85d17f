package io.tidemark.template;

import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.UndefinedMode;
import io.tidemark.template.relation.ColumnApi;
import io.tidemark.template.relation.Policy;
import io.tidemark.template.relation.RelationApi;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What the templates of an invocation see. Thread-safe; each scope is for one thread. */
final class Scopes {

  private final Invocation invocation;
  private final MacroLibrary macros;
  private final TemplateLog log;
  private final JinjaDialect jinja;
  private final Map<String, ?> graph;
  private final AtomicReference<List<String>> selected;

  /** What every template of a package knows, by package. */
  private final Map<String, Map<String, @Nullable Object>> globals;

  /** What else templates of a job's run know: its names, and those of the task that renders. */
  private final Map<String, @Nullable Object> more;

  /**
   * The scopes of an invocation.
   *
   * @param graph what {@code {{ graph }}} is; it may be filled later
   */
  Scopes(
      Invocation invocation,
      MacroLibrary macros,
      TemplateLog log,
      JinjaDialect jinja,
      Map<String, ?> graph) {
    this.invocation = invocation;
    this.macros = macros;
    this.log = log;
    this.jinja = jinja;
    this.graph = graph;
    this.selected = new AtomicReference<>(List.of());
    this.globals = new ConcurrentHashMap<>();
    this.more = invocation.job();
  }

  private Scopes(Scopes other, Map<String, @Nullable Object> more) {
    this.invocation = other.invocation;
    this.macros = other.macros;
    this.log = other.log;
    this.jinja = other.jinja;
    this.graph = other.graph;
    this.selected = other.selected;
    this.globals = other.globals;
    this.more = more;
  }

  /** The same, with more names. */
  Scopes knowing(Map<String, ? extends @Nullable Object> names) {
    Map<String, @Nullable Object> all = new HashMap<>(more);
    all.putAll(names);
    return new Scopes(this, all);
  }

  /** From now on {@code selected_resources} is this. */
  void select(Collection<String> uniqueIds) {
    selected.set(List.copyOf(uniqueIds));
  }

  /** What a name does that does not exist, once the project is read. */
  UndefinedMode undefined() {
    return invocation.strict() ? UndefinedMode.STRICT : UndefinedMode.STANDARD;
  }

  private UndefinedMode undefined(TemplateHost host) {
    return host.executing() ? undefined() : UndefinedMode.CHAINABLE;
  }

  /** See {@link MacroLibrary#replacesReferences}. */
  boolean replacesReferences(String packageName) {
    return macros.replacesReferences(packageName);
  }

  /** What a node's template sees. */
  NodeScope of(TemplateHost host, String packageName, Map<String, ?> model) {
    return scope(
        host,
        packageName,
        model,
        globals.computeIfAbsent(
            packageName, one -> GlobalFunctions.of(invocation, log, one, false)),
        log);
  }

  /** As the other, for a template that is rendered once more: what it logs was told already. */
  NodeScope silent(TemplateHost host, String packageName, Map<String, ?> model) {
    TemplateLog nobody = TemplateLog.silent();
    return scope(
        host,
        packageName,
        model,
        GlobalFunctions.of(invocation, nobody, packageName, false),
        nobody);
  }

  private NodeScope scope(
      TemplateHost host,
      String packageName,
      Map<String, ?> model,
      Map<String, @Nullable Object> known,
      TemplateLog hears) {
    Map<String, @Nullable Object> names = new HashMap<>(known);
    names.put("thread_id", GlobalFunctions.threadId());
    RuntimeConfigValue runtime = new RuntimeConfigValue(invocation, macros.versions());
    names.putAll(NodeFunctions.of(host, host.executing() ? whole(model) : model, runtime));
    RelationApi relations = new RelationApi(Policy.of(invocation.quoting()));
    names.put("api", Map.of("Relation", relations, "Column", new ColumnApi()));
    // As in dbt, an older name of the target.
    names.put("env", names.get("target"));
    names.put("graph", graph);
    names.put("selected_resources", selected.get());
    if (host.executing()) {
      JobNames.addTo(names);
    }
    names.putAll(more);
    NodeScope scope = new NodeScope(macros, packageName, names, host, hears, invocation.quoting());
    // The scope has its own copy; there are several scopes a node.
    scope.add("builtins", Collections.unmodifiableMap(names));
    if (names.get(NodeFunctions.IS_INCREMENTAL) instanceof Callable asked) {
      Callable noted =
          arguments -> {
            scope.calls("macro." + OwnMacros.PACKAGE + "." + NodeFunctions.IS_INCREMENTAL);
            return asked.call(arguments);
          };
      scope.add(NodeFunctions.IS_INCREMENTAL, noted);
    }
    scope.add("render", rendering("render()", scope, host));
    addVariables(scope, packageName, host, host.executing());
    return scope;
  }

  /** What is known of a node, and behind it what the manifest has of it. */
  private Map<String, @Nullable Object> whole(Map<String, ?> model) {
    Map<String, @Nullable Object> own = OwnCopy.of(model);
    return graph instanceof NodeEntries nodes && model.get("unique_id") instanceof String id
        ? new WholeModel(own, () -> nodes.entry(id))
        : own;
  }

  /** A function that renders a text in a scope; {@code name} is what the text is called. */
  Callable rendering(String name, NodeScope scope, TemplateHost host) {
    return arguments ->
        jinja.render(name, arguments.text(0, "string"), scope, host, undefined(host));
  }

  /**
   * Gives a scope the variables that a package sees.
   *
   * @param required whether one that nobody has set is an error
   */
  void addVariables(NodeScope scope, String packageName, TemplateHost host, boolean required) {
    scope.add(
        "var",
        new VarFunction(
            invocation.variables(), packageName, required, text -> variable(text, scope, host)));
  }

  /** A variable that is a template, in the context of who asks for it. */
  private String variable(String text, NodeScope scope, TemplateHost host) {
    if (!scope.open(text)) {
      throw PythonException.value("a variable asks for itself: " + text);
    }
    try {
      return jinja.render("a variable", text, scope, host, undefined(host));
    } finally {
      scope.close(text);
    }
  }
}
