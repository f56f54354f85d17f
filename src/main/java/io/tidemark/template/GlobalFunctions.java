package io.tidemark.template;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.MacroReturn;
import io.tidemark.jinja.value.PythonText;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that every template knows, whatever it is the template of. */
final class GlobalFunctions {

  private GlobalFunctions() {}

  /**
   * The names and values.
   *
   * @param packageName whose {@code vars:} are seen
   * @param secretsAllowed true where secret environment variables may be read
   */
  static Map<String, @Nullable Object> of(
      Invocation invocation, TemplateLog log, String packageName, boolean secretsAllowed) {
    Map<String, @Nullable Object> names = new LinkedHashMap<>();
    names.put("var", new VarFunction(invocation.variables(), packageName));
    names.put("env_var", new EnvVarFunction(invocation.environment(), secretsAllowed));
    names.put("target", invocation.target());
    names.put("project_name", invocation.projectName());
    names.put("invocation_id", invocation.id());
    names.put("run_started_at", invocation.startedAt().atOffset(ZoneOffset.UTC));
    names.put("dbt_version", DbtLanguage.VERSION);
    names.put("flags", invocation.flags());
    names.put("return", (Callable) GlobalFunctions::returnValue);
    names.put("log", (Callable) arguments -> log(arguments, log));
    names.put("print", (Callable) arguments -> print(arguments, log));
    names.put("exceptions", exceptions(log));
    return names;
  }

  private static @Nullable Object returnValue(Arguments arguments) {
    throw new MacroReturn(arguments.get(0, "data"));
  }

  private static Object log(Arguments arguments, TemplateLog log) {
    log.log(
        PythonText.str(arguments.get(0, "msg")),
        Boolean.TRUE.equals(arguments.get(1, "info", false)));
    return "";
  }

  private static Object print(Arguments arguments, TemplateLog log) {
    log.print(PythonText.str(arguments.get(0, "msg")));
    return "";
  }

  private static Map<String, Object> exceptions(TemplateLog log) {
    Callable raise =
        arguments -> {
          throw arguments.error(PythonText.str(arguments.get(0, "msg")));
        };
    Callable warn =
        arguments -> {
          log.warn(PythonText.str(arguments.get(0, "msg")));
          return "";
        };
    return Map.of("raise_compiler_error", raise, "warn", warn);
  }
}
