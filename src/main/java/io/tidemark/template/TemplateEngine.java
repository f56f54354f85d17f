package io.tidemark.template;

import io.tidemark.jinja.Environment;
import io.tidemark.jinja.Template;
import io.tidemark.jinja.TemplateBlock;
import io.tidemark.jinja.error.TemplateException;
import io.tidemark.jinja.render.Scope;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.UndefinedMode;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.yaml.ValueRenderer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Renders the project's templates, in both dialects. Thread-safe. */
public final class TemplateEngine {

  /** The name under which the template of a generic test finds its arguments. */
  public static final String TEST_ARGUMENTS = "_dbt_generic_test_kwargs";

  private final Environment environment;
  private final Invocation invocation;
  private final MacroLibrary macros;
  private final TemplateLog log;
  private final JinjaDialect jinja;
  private final Dialects dialects;
  private final Scopes scopes;

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
    this.environment = environment;
    this.invocation = invocation;
    this.macros = macros;
    this.log = log;
    this.jinja = new JinjaDialect(environment);
    this.dialects = Dialects.of(jinja);
    this.scopes = new Scopes(invocation, macros, log, jinja, graph);
  }

  private TemplateEngine(TemplateEngine other, Scopes scopes) {
    this.environment = other.environment;
    this.invocation = other.invocation;
    this.macros = other.macros;
    this.log = other.log;
    this.jinja = other.jinja;
    this.dialects = other.dialects;
    this.scopes = scopes;
  }

  /** The same, whose templates know more names. */
  public TemplateEngine knowing(Map<String, ? extends @Nullable Object> names) {
    return names.isEmpty() ? this : new TemplateEngine(this, scopes.knowing(names));
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
    scopes.select(uniqueIds);
  }

  /** All macros that templates find. */
  public MacroLibrary macros() {
    return macros;
  }

  /** Renders templates while the project is read. */
  public FirstRendering firstRendering() {
    return new FirstRendering(environment, invocation, dialects, scopes);
  }

  /** A text of a YAML file after as many empty lines as the file has: errors name its lines. */
  static String atItsLine(String text, @Nullable Place place) {
    return place == null ? text : "\n".repeat(firstLine(place) - 1) + text;
  }

  /** As {@link #atItsLine}, where those lines give no text. */
  static String behindItsLine(String text, Place place) {
    return "{#" + "\n".repeat(firstLine(place) - 1) + "#}" + text;
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
    NodeScope scope = scopes.of(host, packageName, model);
    String text =
        dialects.of(file).render(file.shownPath(), file.text(), scope, host, scopes.undefined());
    host.called(scope.calledMacros());
    return text;
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
    NodeScope scope = scopes.of(host, packageName, model);
    scope.override(overrides);
    return dialects.of(file).render(file.shownPath(), file.text(), scope, host, scopes.undefined());
  }

  /**
   * Renders a piece of Jinja that is no file of its own: a hook, {@code --inline}.
   *
   * @param name what it is called in errors
   */
  public String renderText(
      String name, String text, String packageName, TemplateHost host, Map<String, ?> model) {
    return jinja.render(name, text, scopes.of(host, packageName, model), host, scopes.undefined());
  }

  /** As {@link #renderText}, for a hook of the run, which stands in a YAML file. */
  public String renderRunHook(
      Place place, String text, String packageName, TemplateHost host, Map<String, ?> model) {
    NodeScope scope = scopes.of(host, packageName, model);
    String rendered =
        jinja.render(place.file(), behindItsLine(text, place), scope, host, scopes.undefined());
    host.called(scope.calledMacros());
    return rendered;
  }

  /**
   * Renders a text of a job file, without white space around: as in Airflow, a name that does not
   * exist is an error where it is printed.
   */
  public String renderJobText(Place place, String text, String packageName, TemplateHost host) {
    NodeScope scope = scopes.of(host, packageName, Map.of());
    return jinja
        .render(place.file(), atItsLine(text, place), scope, host, UndefinedMode.STRICT)
        .strip();
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
    ParsingHost host = new ParsingHost(FirstRendering.PLACEHOLDER, config, false);
    NodeScope scope = scopes.of(host, macro.packageName(), model);
    // What is missing can't come later: the name is decided now.
    scopes.addVariables(scope, macro.packageName(), host, true);
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
    NodeScope scope = scopes.of(host, packageName, model);
    scope.know(
        MaterializationCall.names(
            sql,
            host.config().preHooks(),
            host.config().postHooks(),
            scopes.rendering("hook", scope, host)));
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
    NodeScope scope = scopes.of(host, packageName, model);
    scope.know(names);
    try {
      return macro
          .block()
          .template()
          .call(
              macro.block().bind(scope), new ArrayList<>(arguments), Map.of(), scopes.undefined());
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
      return Macro.made(
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
    NodeScope scope = scopes.of(host, macro.packageName(), Map.of());
    try {
      return macro
          .block()
          .template()
          .call(macro.block().bind(scope), List.of(), arguments, scopes.undefined());
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
    NodeScope scope = scopes.of(host, packageName, model);
    TestArguments.addTo(scope, environment, file.path(), arguments, scopes.undefined());
    String text = jinja.render(file.path(), file.text(), scope, host, scopes.undefined());
    host.called(scope.calledMacros());
    return text;
  }
}
