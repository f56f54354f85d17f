package io.tidemark.template;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.Missing;
import io.tidemark.postgres.Identifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of dbt's {@code adapter} needs no database: {@code dispatch}, {@code quote}, {@code type}.
 */
record AdapterFunctions(MacroLibrary macros, String packageName, NodeScope scope)
    implements HasAttributes {

  private static final List<String> NAMES = List.of("dispatch", "quote", "type");

  @Override
  public @Nullable Object attribute(String name) {
    Callable method =
        switch (name) {
          case "dispatch" -> this::dispatch;
          case "quote" -> arguments -> new Identifier(arguments.text(0, "identifier")).sql();
          case "type" -> arguments -> "postgres";
          default -> null;
        };
    return method == null ? Missing.MISSING : method;
  }

  @Override
  public List<String> attributeNames() {
    return NAMES;
  }

  private Object dispatch(Arguments arguments) {
    arguments.bind(1, "macro_name", "macro_namespace");
    String name = arguments.text(0, "macro_name");
    Object asked = arguments.get(1, "macro_namespace", null);
    String namespace = asked == null ? null : asked.toString();
    int dot = name.indexOf('.');
    if (dot >= 0) {
      throw arguments.error(
          "In dispatch: \""
              + name
              + "\" is no name of a macro; write adapter.dispatch('"
              + name.substring(dot + 1)
              + "', macro_namespace='"
              + name.substring(0, dot)
              + "')");
    }
    return macros
        .dispatch(name, namespace, packageName)
        .map(scope::bound)
        .orElseThrow(() -> notFound(arguments, name, namespace));
  }

  private RuntimeException notFound(Arguments arguments, String name, @Nullable String namespace) {
    List<String> packages = namespace == null ? List.of() : macros.searchOrder(namespace);
    return arguments.error(
        "In dispatch: no macro named '"
            + name
            + "' is there: neither "
            + String.join(" nor ", MacroLibrary.variants(name))
            + (packages.isEmpty() ? "" : " in " + String.join(", ", packages)),
        "default__" + name,
        macros.all().stream().map(Macro::name).toList());
  }
}
