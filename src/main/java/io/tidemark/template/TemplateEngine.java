package io.tidemark.template;

import io.tidemark.jinja.Environment;
import io.tidemark.jinja.Template;
import io.tidemark.jinja.TemplateBlock;
import io.tidemark.jinja.error.TemplateException;
import io.tidemark.jinja.render.Scope;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.UndefinedMode;
import io.tidemark.postgres.Relation;
import io.tidemark.project.config.Hook;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.yaml.ValueRenderer;
import io.tidemark.template.relation.ColumnApi;
import io.tidemark.template.relation.Policy;
import io.tidemark.template.relation.RelationApi;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Renders the project's templates, in both dialects. Thread-safe. */
public final class TemplateEngine {

  /** The name under which the template of a generic test finds its arguments. */
  public static final String TEST_ARGUMENTS = "_dbt_generic_test_kwargs";

  private static final Relation PLACEHOLDER = new Relation("database", "schema", "name");

  private final Invocation invocation;
  private final MacroLibrary macros;
  private final TemplateLog log;
  private final Environment environment;
  private final Map<String, ?> graph;
  private volatile List<String> selected = List.of();

  /** What every template of a package knows, by package. */
  private final Map<String, Map<String, @Nullable Object>> globals = new ConcurrentHashMap<>();

  /** What else templates of a job's run know: its names, and those of the task that renders. */
  private final Map<String, @Nullable Object> more;

  private final JinjaDialect jinja;
  private final MustacheDialect mustache = new MustacheDialect();
  private final PythonDialect python;

  /** An engine for one invocation. */
  public TemplateEngine(
      Environment environment, Invocation invocation, MacroLibrary macros, TemplateLog log) {
    this(environment, invocation, macros, log, Map.of());
  }

  /**
   * As the other.
   *
   * @param graph what {@code {{ graph }}} is; it may be filled later
   */
  public TemplateEngine(
      Environment environment,
      Invocation invocation,
      MacroLibrary macros,
      TemplateLog log,
      Map<String, ?> graph) {
    this.graph = graph;
    this.invocation = invocation;
    this.macros = macros;
    this.log = log;
    this.environment = environment;
    this.more = invocation.job();
    this.jinja = new JinjaDialect(environment);
    this.python = new PythonDialect(jinja);
  }

  private TemplateEngine(TemplateEngine other, Map<String, ? extends @Nullable Object> names) {
    this.graph = other.graph;
    this.invocation = other.invocation;
    this.macros = other.macros;
    this.log = other.log;
    this.environment = other.environment;
    this.jinja = other.jinja;
    this.python = other.python;
    this.globals.putAll(other.globals);
    Map<String, @Nullable Object> all = new HashMap<>(other.more);
    all.putAll(names);
    this.more = all;
  }

  /** The same, whose templates know more names. */
  public TemplateEngine knowing(Map<String, ? extends @Nullable Object> names) {
    return names.isEmpty() ? this : new TemplateEngine(this, names);
  }

  /** The environment that all templates of an invocation are parsed in. */
  public static Environment environment() {
    return Environment.standard();
  }

  /** Renders templates in YAML values, natively; knows only what every template knows. */
  public static ValueRenderer valueRenderer(
      Environment environment, Invocation invocation, TemplateLog log, boolean secretsAllowed) {
    return valueRenderer(environment, invocation, log, invocation.projectName(), secretsAllowed);
  }

  /** As the other, for the YAML files of a package. */
  public static ValueRenderer valueRenderer(
      Environment environment,
      Invocation invocation,
      TemplateLog log,
      String packageName,
      boolean secretsAllowed) {
    Scope scope = Scope.of(GlobalFunctions.of(invocation, log, packageName, secretsAllowed));
    return (text, place) -> {
      try {
        Template template = environment.parse(place.file(), text);
        return PlainValue.of(template.renderNative(scope));
      } catch (TemplateException e) {
        throw new ProjectException(
            Problem.of(e.problem())
                .at(place)
                .next(e.nearest().map(name -> "Did you mean '" + name + "'?").orElse(null)));
      }
    };
  }

  /** From now on {@code selected_resources} is this: nothing is while the project is read. */
  public void select(Collection<String> uniqueIds) {
    selected = List.copyOf(uniqueIds);
  }

  /** All macros that templates find. */
  public MacroLibrary macros() {
    return macros;
  }

  /**
   * Renders a model for the first time, to learn what it says of itself.
   *
   * @param general what is configured outside the file
   * @param model what {@code {{ model }}} is
   * @throws ProjectException if the template fails
   */
  public ParsedModel parse(
      SourceFile file, String packageName, NodeConfig general, Map<String, ?> model) {
    ParsingHost host = new ParsingHost(itself(model), general, false);
    NodeScope scope = scope(host, packageName, model, log);
    dialect(file).render(file.shownPath(), file.text(), scope, host, UndefinedMode.CHAINABLE);
    Set<String> watermarks =
        file.text().contains(NodeFunctions.HIGH_WATER_MARK)
            ? watermarks(file, packageName, general, model)
            : Set.of();
    return host.parsed(scope.calledMacros(), watermarks);
  }

  /**
   * What {@code this} is while a node is read, and what every ref is: as in dbt, its name where the
   * target puts what says nothing of its place.
   */
  private Relation itself(Map<String, ?> model) {
    return new Relation(
        String.valueOf(invocation.target().getOrDefault("database", PLACEHOLDER.database())),
        String.valueOf(invocation.target().getOrDefault("schema", PLACEHOLDER.schema())),
        model.get("name") instanceof String name ? name : PLACEHOLDER.name());
  }

  /**
   * The columns of whose high-water mark the template asks. It does so where {@code
   * is_incremental()} is true, which it is not while the project is read.
   */
  private Set<String> watermarks(
      SourceFile file, String packageName, NodeConfig general, Map<String, ?> model) {
    ParsingHost host = new ParsingHost(itself(model), general, true);
    NodeScope scope = scope(host, packageName, model, TemplateLog.silent());
    dialect(file).render(file.shownPath(), file.text(), scope, host, UndefinedMode.CHAINABLE);
    return host.watermarks();
  }

  /** Renders hooks for the first time: what they refer to comes before the node. */
  public ParsedModel parseHooks(
      List<Hook> hooks, String packageName, NodeConfig config, Map<String, ?> model) {
    ParsingHost host = new ParsingHost(itself(model), config, false);
    NodeScope scope = scope(host, packageName, model, log);
    for (Hook hook : hooks) {
      Place place = hook.place();
      String name = place == null ? "hook" : place.file();
      jinja.render(name, atItsLine(hook.sql(), place), scope, host, UndefinedMode.CHAINABLE);
    }
    return host.parsed(scope.calledMacros(), Set.of());
  }

  /** A text of a YAML file after as many empty lines as the file has: errors name its lines. */
  static String atItsLine(String text, @Nullable Place place) {
    return place == null ? text : "\n".repeat(firstLine(place) - 1) + text;
  }

  /** What YAML announces by "|" or ">" begins on the line below. */
  private static int firstLine(Place place) {
    int column = place.column() - 1;
    boolean below =
        column >= 0
            && column < place.text().length()
            && "|>".indexOf(place.text().charAt(column)) >= 0;
    return below ? place.line() + 1 : place.line();
  }

  /**
   * Renders a model.
   *
   * @param model what {@code {{ model }}} is
   * @throws ProjectException if the template fails
   */
  public String render(
      SourceFile file, String packageName, TemplateHost host, Map<String, ?> model) {
    return dialect(file)
        .render(
            file.shownPath(), file.text(), scope(host, packageName, model, log), host, undefined());
  }

  /**
   * Renders a model for a unit test of it.
   *
   * @param overrides what stands in the place of things that the model asks for
   * @throws ProjectException if the template fails
   */
  public String renderUnitTest(
      SourceFile file,
      String packageName,
      TemplateHost host,
      Map<String, ?> model,
      Overrides overrides) {
    NodeScope scope = scope(host, packageName, model, log);
    scope.override(overrides);
    return dialect(file).render(file.shownPath(), file.text(), scope, host, undefined());
  }

  /**
   * Renders a piece of Jinja that is no file of its own: a hook, {@code --inline}.
   *
   * @param name what it is called in errors
   */
  public String renderText(
      String name, String text, String packageName, TemplateHost host, Map<String, ?> model) {
    return jinja.render(name, text, scope(host, packageName, model, log), host, undefined());
  }

  /**
   * As {@link #renderText}, for a text that stands in a YAML file; without white space around.
   *
   * @param names what it sees besides
   */
  public String renderAt(
      Place place,
      String text,
      String packageName,
      TemplateHost host,
      Map<String, ? extends @Nullable Object> names) {
    return renderAt(place, text, packageName, host, names, undefined());
  }

  /**
   * As the other, for a text of a job file: as in Airflow, a name that does not exist is an error
   * where it is printed.
   */
  public String renderJobText(Place place, String text, String packageName, TemplateHost host) {
    return renderAt(place, text, packageName, host, Map.of(), UndefinedMode.STRICT);
  }

  private String renderAt(
      Place place,
      String text,
      String packageName,
      TemplateHost host,
      Map<String, ? extends @Nullable Object> names,
      UndefinedMode undefined) {
    NodeScope scope = scope(host, packageName, Map.of(), log);
    scope.know(names);
    return jinja.render(place.file(), atItsLine(text, place), scope, host, undefined).strip();
  }

  /**
   * Calls a macro and gives its text, trimmed; for {@code generate_schema_name} and its kind. Empty
   * if it returns none.
   *
   * @throws ProjectException if there is no such macro or it fails
   */
  public String call(
      String name,
      String packageName,
      NodeConfig config,
      Map<String, ?> model,
      @Nullable Object... arguments) {
    Macro macro =
        macros
            .findForNames(name, packageName)
            .orElseThrow(
                () -> new ProjectException(Problem.of("There is no macro \"" + name + "\"")));
    ParsingHost host = new ParsingHost(PLACEHOLDER, config, false);
    NodeScope scope = scope(host, macro.packageName(), model, log);
    // What is missing can't come later: the name is decided now.
    scope.add(
        "var",
        new VarFunction(
            invocation.variables(),
            macro.packageName(),
            true,
            text -> variable(text, scope, host)));
    try {
      Object value =
          macro
              .block()
              .template()
              .call(macro.block().bind(scope), Arrays.asList(arguments), Map.of());
      return value == null ? "" : PythonText.str(value).strip();
    } catch (TemplateException e) {
      throw TemplateProblems.of(e);
    }
  }

  /**
   * Runs a materialization that the project or a package has written.
   *
   * @param sql the node's compiled SQL
   * @param relations true if it has to say which relations it has made
   * @throws ProjectException if it fails, or does not do what dbt wants of one
   */
  public MaterializationAnswer materialize(
      Macro materialization,
      String packageName,
      TemplateHost host,
      Map<String, ?> model,
      String sql,
      boolean relations) {
    NodeScope scope = scope(host, packageName, model, log);
    Callable render =
        arguments -> jinja.render("hook", arguments.text(0, "string"), scope, host, undefined());
    scope.know(
        MaterializationCall.names(
            sql, host.config().preHooks(), host.config().postHooks(), render));
    Callable write =
        arguments -> {
          host.database().note(arguments.text(0, "payload"));
          return "";
        };
    scope.add("write", write);
    return new MaterializationCall(materialization, scope).run(relations);
  }

  /**
   * Calls a macro in the context of a node that is at work.
   *
   * @param names what it sees besides
   * @return what it returns, or the text that it writes
   * @throws ProjectException if there is no such macro or it fails
   */
  public @Nullable Object callIn(
      String name,
      String packageName,
      TemplateHost host,
      Map<String, ?> model,
      Map<String, ? extends @Nullable Object> names,
      List<? extends @Nullable Object> arguments) {
    Macro macro =
        macros
            .find(name, packageName)
            .orElseThrow(
                () -> new ProjectException(Problem.of("There is no macro \"" + name + "\"")));
    NodeScope scope = scope(host, packageName, model, log);
    scope.know(names);
    try {
      return macro
          .block()
          .template()
          .call(macro.block().bind(scope), new ArrayList<>(arguments), Map.of(), undefined());
    } catch (TemplateException e) {
      throw TemplateProblems.of(e);
    }
  }

  /**
   * The definitions at the top of a file.
   *
   * @throws ProjectException if it is no template
   */
  public List<TemplateBlock> blocks(SourceFile file) {
    try {
      return DefinitionFile.blocks(environment, file.path(), file.text());
    } catch (TemplateException e) {
      throw TemplateProblems.of(e);
    }
  }

  /**
   * A text that is the body of a macro, to be called by {@link #operate}.
   *
   * @param place where it is written; null where it is the engine's own
   * @throws ProjectException if it is no template
   */
  public Macro macro(
      String name,
      List<String> parameters,
      String body,
      String packageName,
      @Nullable Place place) {
    String path = place == null ? name : place.file();
    String text =
        "{%%- macro %s(%s) -%%}%s{%% endmacro %%}"
            .formatted(name, String.join(", ", parameters), body);
    try {
      return Macro.of(
          packageName, path, environment.parse(path, atItsLine(text, place)).blocks().get(0));
    } catch (TemplateException e) {
      throw TemplateProblems.of(e);
    }
  }

  /**
   * Calls a macro as {@code run-operation} does.
   *
   * @param arguments by the names of its parameters
   * @return what it returns, or its text
   * @throws ProjectException if it fails
   */
  public @Nullable Object operate(
      Macro macro, TemplateHost host, Map<String, ? extends @Nullable Object> arguments) {
    NodeScope scope = scope(host, macro.packageName(), Map.of(), log);
    try {
      return macro
          .block()
          .template()
          .call(macro.block().bind(scope), List.of(), arguments, undefined());
    } catch (TemplateException e) {
      throw TemplateProblems.of(e);
    }
  }

  /** Renders templates in the YAML values of a package. */
  public ValueRenderer values(String packageName) {
    return valueRenderer(environment, invocation, log, packageName, false);
  }

  /**
   * The unique id of the macro of a generic test.
   *
   * @param namespace the package that was named; null where none was
   * @param packageName the package in which the test stands
   */
  public Optional<String> testMacro(@Nullable String namespace, String name, String packageName) {
    String macro = "test_" + name;
    return (namespace == null
            ? macros.find(macro, packageName)
            : macros.ofPackage(namespace).map(found -> found.get(macro)))
        .map(Macro::uniqueId);
  }

  /**
   * Renders a generic test for the first time, to learn what its arguments and its macro refer to
   * and configure.
   *
   * @param call what reads the node that is tested
   * @param body false where its macro is known to say nothing of itself
   */
  public ParsedModel parseTest(
      SourceFile file,
      String packageName,
      NodeConfig general,
      Map<String, ?> model,
      Map<String, ? extends @Nullable Object> arguments,
      String call,
      boolean body) {
    ParsingHost host = new ParsingHost(itself(model), general, false);
    NodeScope scope = scope(host, packageName, model, log);
    Map<String, @Nullable Object> known = new LinkedHashMap<>(arguments);
    known.put("model", body ? call : "");
    TestArguments.addTo(scope, environment, file.path(), known, UndefinedMode.CHAINABLE);
    if (body) {
      jinja.render(file.path(), file.text(), scope, host, UndefinedMode.CHAINABLE);
    }
    return host.parsed(scope.calledMacros(), Set.of());
  }

  /**
   * Renders a generic test.
   *
   * @throws ProjectException if it fails
   */
  public String renderTest(
      SourceFile file,
      String packageName,
      TemplateHost host,
      Map<String, ?> model,
      Map<String, ? extends @Nullable Object> arguments) {
    NodeScope scope = scope(host, packageName, model, log);
    TestArguments.addTo(scope, environment, file.path(), arguments, undefined());
    return jinja.render(file.path(), file.text(), scope, host, undefined());
  }

  private Dialect dialect(SourceFile file) {
    if (file.isPython()) {
      return python;
    }
    return file.isMustache() ? mustache : jinja;
  }

  private UndefinedMode undefined() {
    return invocation.strict() ? UndefinedMode.STRICT : UndefinedMode.STANDARD;
  }

  private NodeScope scope(
      TemplateHost host, String packageName, Map<String, ?> model, TemplateLog hears) {
    Map<String, @Nullable Object> names =
        new HashMap<>(
            hears == log
                ? globals.computeIfAbsent(
                    packageName, one -> GlobalFunctions.of(invocation, log, one, false))
                : GlobalFunctions.of(invocation, hears, packageName, false));
    names.put("thread_id", GlobalFunctions.threadId());
    RuntimeConfigValue runtime = new RuntimeConfigValue(invocation, macros.versions());
    names.putAll(NodeFunctions.of(host, host.executing() ? OwnCopy.of(model) : model, runtime));
    names.put("api", Map.of("Relation", new RelationApi(Policy.of(invocation.quoting())), "Column", new ColumnApi()));
    names.put("graph", graph);
    names.put("selected_resources", selected);
    if (host.executing()) {
      JobNames.addTo(names);
    }
    names.putAll(more);
    NodeScope scope = new NodeScope(macros, packageName, names, host, hears, invocation.quoting());
    Callable render =
        arguments ->
            jinja.render(
                "render()",
                arguments.text(0, "string"),
                scope,
                host,
                host.executing() ? undefined() : UndefinedMode.CHAINABLE);
    scope.add("render", render);
    scope.add(
        "var",
        new VarFunction(
            invocation.variables(),
            packageName,
            host.executing(),
            text -> variable(text, scope, host)));
    return scope;
  }

  /** A variable that is a template, in the context of who asks for it. */
  private String variable(String text, NodeScope scope, TemplateHost host) {
    if (!scope.open(text)) {
      throw PythonException.value("a variable asks for itself: " + text);
    }
    try {
      UndefinedMode mode = host.executing() ? undefined() : UndefinedMode.CHAINABLE;
      return jinja.render("a variable", text, scope, host, mode);
    } finally {
      scope.close(text);
    }
  }
}
