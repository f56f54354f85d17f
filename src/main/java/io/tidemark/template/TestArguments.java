package io.tidemark.template;

import io.tidemark.jinja.Environment;
import io.tidemark.jinja.error.TemplateException;
import io.tidemark.jinja.value.UndefinedMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a generic test: texts among them are templates, and give values rather than
 * texts. As in dbt, a text that is a call such as {@code ref('orders')} needs no braces.
 */
final class TestArguments {

  private static final Pattern CALL =
      Pattern.compile("\\s*(?:env_var|ref|var|source|doc)\\s*\\(.+\\)\\s*");

  private final NodeScope scope;
  private final Environment environment;
  private final String file;
  private final UndefinedMode mode;

  private TestArguments(NodeScope scope, Environment environment, String file, UndefinedMode mode) {
    this.scope = scope;
    this.environment = environment;
    this.file = file;
    this.mode = mode;
  }

  /**
   * Renders them and makes them known to the test's template.
   *
   * @throws io.tidemark.project.problem.ProjectException if one can't be rendered
   */
  static void addTo(
      NodeScope scope,
      Environment environment,
      String file,
      Map<String, ? extends @Nullable Object> arguments,
      UndefinedMode mode) {
    TestArguments all = new TestArguments(scope, environment, file, mode);
    Map<String, @Nullable Object> rendered = new LinkedHashMap<>();
    // The name of a column is a text, whatever it looks like.
    arguments.forEach(
        (name, value) ->
            rendered.put(name, name.equals("column_name") ? value : all.rendered(value)));
    scope.add(TemplateEngine.TEST_ARGUMENTS, rendered);
  }

  private @Nullable Object rendered(@Nullable Object value) {
    if (value instanceof String text) {
      return rendered(text);
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((key, item) -> copy.put(key, rendered(item)));
      return copy;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(item -> copy.add(rendered(item)));
      return copy;
    }
    return value;
  }

  private @Nullable Object rendered(String text) {
    String template = CALL.matcher(text).matches() ? "{{ " + text + " }}" : text;
    if (!template.contains("{{") && !template.contains("{%") && !template.contains("{#")) {
      return text;
    }
    try {
      return environment.parse(file, template).renderNative(scope, mode);
    } catch (TemplateException e) {
      throw TemplateProblems.of(e);
    }
  }
}
