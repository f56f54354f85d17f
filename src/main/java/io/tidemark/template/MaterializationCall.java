package io.tidemark.template;

import io.tidemark.jinja.error.TemplateException;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.project.config.Hook;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs a materialization that is a macro, with the names that dbt gives it. */
final class MaterializationCall {

  private final Macro macro;
  private final NodeScope scope;

  MaterializationCall(Macro macro, NodeScope scope) {
    this.macro = macro;
    this.scope = scope;
  }

  /** The names that a materialization knows beside those of its node. */
  static Map<String, @Nullable Object> names(
      String sql, List<Hook> before, List<Hook> after, Callable render) {
    Map<String, @Nullable Object> names = new LinkedHashMap<>();
    names.put("sql", sql);
    names.put("compiled_code", sql);
    names.put("pre_hooks", hooks(before));
    names.put("post_hooks", hooks(after));
    names.put("render", render);
    return names;
  }

  private static List<Object> hooks(List<Hook> hooks) {
    List<Object> values = new ArrayList<>();
    for (Hook hook : hooks) {
      Map<Object, @Nullable Object> value = new LinkedHashMap<>();
      value.put("sql", hook.sql());
      value.put("transaction", hook.transaction());
      value.put("index", null);
      values.add(value);
    }
    return values;
  }

  /**
   * Runs it.
   *
   * @param relations true if it has to say which relations it has made: that of a test need not
   */
  MaterializationAnswer run(boolean relations) {
    try {
      Object returned =
          macro.block().template().call(macro.block().bind(scope), List.of(), Map.of());
      if (relations) {
        check(returned);
      }
    } catch (TemplateException e) {
      throw TemplateProblems.of(e);
    }
    ResponseValue response = scope.results().response("main");
    if (response == null) {
      throw new ProjectException(
          wrong("runs no statement \"main\"")
              .next("Run its own statement as: {% call statement('main') %} … {% endcall %}"));
    }
    Long rows = response.rows();
    return new MaterializationAnswer(
        response.message(), rows == null ? -1 : rows, scope.results().rows("main"));
  }

  private void check(@Nullable Object returned) {
    if (returned instanceof Map<?, ?> map && map.get("relations") instanceof List<?>) {
      return;
    }
    Problem problem = wrong("does not say which relations it has made");
    if (!(returned instanceof String text) || !text.isBlank()) {
      problem = problem.found("It returned " + PythonText.repr(returned) + ".");
    }
    throw new ProjectException(problem.next("End it with: {{ return({'relations': [this]}) }}"));
  }

  private Problem wrong(String what) {
    return Problem.of("The materialization " + macro.block().name() + " " + what)
        .at(
            new Place(
                macro.path(),
                macro.block().line(),
                0,
                macro.block().source().lines().findFirst().orElse("")));
  }
}
