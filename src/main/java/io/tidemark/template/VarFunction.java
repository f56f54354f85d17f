package io.tidemark.template;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * {@code var('name', default)}, and {@code var.has_var('name')}.
 *
 * @param required whether a variable that nobody has set is an error; as in dbt it is None while
 *     the project is read, for it may stand in a node that is disabled or never runs
 * @param rendering renders a text that is a template, as dbt does where it is used
 */
record VarFunction(
    Variables variables, String packageName, boolean required, UnaryOperator<String> rendering)
    implements Callable, HasAttributes {

  /** Variables whose texts are no templates. */
  VarFunction(Variables variables, String packageName, boolean required) {
    this(variables, packageName, required, text -> text);
  }

  @Override
  public @Nullable Object call(Arguments arguments) {
    arguments.bind(1, "var_name", "default");
    String name = arguments.text(0, "var_name");
    var visible = variables.visibleTo(packageName);
    if (visible.containsKey(name)) {
      Object value = visible.get(name);
      return value instanceof String text && text.contains("{")
          ? rendering.apply(text)
          : OwnCopy.of(value);
    }
    Object otherwise = arguments.get(1, "default", Missing.MISSING);
    if (otherwise != Missing.MISSING) {
      return otherwise;
    }
    if (!required) {
      return null;
    }
    List<String> known = new ArrayList<>(variables.names(packageName));
    throw arguments.error(
        "Required var '"
            + name
            + "' not found in config: give it with --vars '{"
            + name
            + ": …}', under vars: in dbt_project.yml, or with a default",
        name,
        known);
  }

  @Override
  public @Nullable Object attribute(String name) {
    if (!name.equals("has_var")) {
      return Missing.MISSING;
    }
    Callable hasVar =
        arguments -> variables.visibleTo(packageName).containsKey(arguments.text(0, "var_name"));
    return hasVar;
  }

  @Override
  public List<String> attributeNames() {
    return List.of("has_var");
  }
}
