package io.tidemark.template;

import io.tidemark.jinja.Environment;
import io.tidemark.jinja.value.UndefinedMode;
import io.tidemark.postgres.Relation;
import io.tidemark.project.config.Hook;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.file.FileKind;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.ProjectException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Renders templates while the project is read, to learn what they say of themselves: what they
 * configure and refer to, and which macros they call. Nothing asks the database. Thread-safe.
 */
public final class FirstRendering {

  /** What {@code this} is where it has no name. */
  static final Relation PLACEHOLDER = new Relation("database", "schema", "name");

  private final Environment environment;
  private final Invocation invocation;
  private final Dialects dialects;
  private final Scopes scopes;

  FirstRendering(Environment environment, Invocation invocation, Dialects dialects, Scopes scopes) {
    this.environment = environment;
    this.invocation = invocation;
    this.dialects = dialects;
    this.scopes = scopes;
  }

  /**
   * Renders a model.
   *
   * @param general what is configured outside the file
   * @param model what {@code {{ model }}} is
   * @throws ProjectException if the template fails
   */
  public ParsedModel model(
      SourceFile file, String packageName, NodeConfig general, Map<String, ?> model) {
    ParsingHost host = new ParsingHost(itself(model), general, false);
    NodeScope scope = scopes.of(host, packageName, model);
    render(file, scope, host);
    Set<String> watermarks =
        file.text().contains(NodeFunctions.HIGH_WATER_MARK)
            ? watermarks(file, packageName, general, model)
            : Set.of();
    ParsedModel parsed = host.parsed(scope.calledMacros(), watermarks);
    return isPlain(file, packageName) ? parsed.eachSourceOnce() : parsed;
  }

  /** Whether dbt reads it without rendering it; where a macro stands for ref it renders all. */
  private boolean isPlain(SourceFile file, String packageName) {
    return file.kind() == FileKind.MODEL
        && PlainModel.is(file.text())
        && !scopes.replacesReferences(packageName);
  }

  /**
   * The columns of whose high-water mark the template asks. It does so where {@code
   * is_incremental()} is true, which it is not while the project is read.
   */
  private Set<String> watermarks(
      SourceFile file, String packageName, NodeConfig general, Map<String, ?> model) {
    ParsingHost host = new ParsingHost(itself(model), general, true);
    render(file, scopes.silent(host, packageName, model), host);
    return host.watermarks();
  }

  /**
   * Renders hooks: what they refer to comes before the node.
   *
   * @throws ProjectException if one fails
   */
  public ParsedModel hooks(
      List<Hook> hooks, String packageName, NodeConfig config, Map<String, ?> model) {
    ParsingHost host = new ParsingHost(itself(model), config, false);
    NodeScope scope = scopes.of(host, packageName, model);
    for (Hook hook : hooks) {
      Place place = hook.place();
      String name = place == null ? "hook" : place.file();
      String text = TemplateEngine.atItsLine(hook.sql(), place);
      dialects.jinja().render(name, text, scope, host, UndefinedMode.CHAINABLE);
    }
    return host.parsed(scope.calledMacros(), Set.of());
  }

  /**
   * Renders a hook of the run.
   *
   * @throws ProjectException if it fails
   */
  public ParsedModel runHook(
      String sql, Place place, String packageName, NodeConfig config, Map<String, ?> model) {
    ParsingHost host = new ParsingHost(itself(model), config, false);
    NodeScope scope = scopes.of(host, packageName, model);
    String text = TemplateEngine.atItsLine(sql, place);
    dialects.jinja().render(place.file(), text, scope, host, UndefinedMode.CHAINABLE);
    return host.parsed(scope.calledMacros(), Set.of());
  }

  /**
   * Renders a generic test, to learn what its arguments and its macro refer to and configure.
   *
   * @param call what reads the node that is tested
   * @param body false where its macro is known to say nothing of itself
   * @throws ProjectException if it fails
   */
  public ParsedModel test(
      SourceFile file,
      String packageName,
      NodeConfig general,
      Map<String, ?> model,
      Map<String, ? extends @Nullable Object> arguments,
      String call,
      boolean body) {
    ParsingHost host = new ParsingHost(itself(model), general, false);
    NodeScope scope = scopes.of(host, packageName, model);
    Map<String, @Nullable Object> known = new LinkedHashMap<>(arguments);
    known.put("model", body ? call : "");
    TestArguments.addTo(scope, environment, file.path(), known, UndefinedMode.CHAINABLE);
    if (body) {
      dialects.jinja().render(file.path(), file.text(), scope, host, UndefinedMode.CHAINABLE);
    }
    return host.parsed(scope.calledMacros(), Set.of());
  }

  private void render(SourceFile file, NodeScope scope, ParsingHost host) {
    dialects.of(file).render(file.shownPath(), file.text(), scope, host, UndefinedMode.CHAINABLE);
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
}
