package io.tidemark.template;

import io.tidemark.jinja.Environment;
import io.tidemark.jinja.Template;
import io.tidemark.jinja.TemplateBlock;
import io.tidemark.jinja.error.TemplateException;
import io.tidemark.jinja.render.Scope;
import io.tidemark.jinja.value.UndefinedMode;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.yaml.ValueRenderer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Renders the project's templates, in both dialects. Thread-safe. */
public final class TemplateEngine {

  /** The name under which the template of a generic test finds its arguments. */
  public static final String TEST_ARGUMENTS = "_dbt_generic_test_kwargs";

  private static final Pattern TAKES_BEFORE = Pattern.compile("\\s*\\{[{%#]-");

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

  /** Calls macros by their names. */
  public MacroCaller caller() {
    return new MacroCaller(macros, scopes);
  }

  /** Renders templates while the project is read. */
  public FirstRendering firstRendering() {
    return new FirstRendering(environment, invocation, dialects, scopes);
  }

  /** A text of a YAML file after as many empty lines as the file has: errors name its lines. */
  static String atItsLine(String text, @Nullable Place place) {
    return place == null ? text : "\n".repeat(firstLine(place) - 1) + text;
  }

  /** What came of a text after those lines; a tag that takes white space away has taken them. */
  private static String withoutLines(String rendered, String text, Place place) {
    return TAKES_BEFORE.matcher(text).lookingAt()
        ? rendered
        : rendered.substring(Math.min(firstLine(place) - 1, rendered.length()));
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

  /** As {@link #renderText}, for a text that stands at a place of a file with others. */
  public String renderAt(
      Place place, String text, String packageName, TemplateHost host, Map<String, ?> model) {
    NodeScope scope = scopes.of(host, packageName, model);
    String rendered =
        jinja.render(place.file(), atItsLine(text, place), scope, host, scopes.undefined());
    host.called(scope.calledMacros());
    return withoutLines(rendered, text, place);
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
   * A text that is the body of a macro, to be called by {@link MacroCaller#operate}.
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
