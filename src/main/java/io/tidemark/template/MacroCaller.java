package io.tidemark.template;

import io.tidemark.jinja.error.TemplateException;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calls macros where no template does: for a name, for a node that is at work, as a
 * materialization, as an operation. Thread-safe.
 */
public final class MacroCaller {

  private final MacroLibrary macros;
  private final Scopes scopes;

  MacroCaller(MacroLibrary macros, Scopes scopes) {
    this.macros = macros;
    this.scopes = scopes;
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
}
