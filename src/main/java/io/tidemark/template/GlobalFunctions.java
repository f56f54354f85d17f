package io.tidemark.template;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.MacroReturn;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.project.problem.WarningKind;
import io.tidemark.template.module.Modules;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that every template knows, whatever it is the template of. */
final class GlobalFunctions {

  private static final int STEPS_A_MESSAGE = 100;
  private static final String METADATA = "DBT_ENV_CUSTOM_ENV_";

  /**
   * The same for every template: to sort the time zones for each takes longer than to render it.
   */
  private static final Map<String, Object> MODULES =
      Modules.all(Clock.system(ZoneId.systemDefault()));

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
    names.put("var", new VarFunction(invocation.variables(), packageName, true));
    names.put("env_var", new EnvVarFunction(invocation.environment(), secretsAllowed));
    names.put("target", invocation.target());
    names.put("project_name", invocation.projectName());
    names.put("invocation_id", invocation.id());
    names.put("run_started_at", invocation.startedAt().atZone(ZoneId.of("UTC")));
    names.put("dbt_version", DbtLanguage.VERSION);
    names.put("flags", InvocationFlags.complete(invocation.flags()));
    names.put("invocation_args_dict", InvocationFlags.arguments(invocation.flags()));
    names.put("dbt_metadata_envs", metadata(invocation.environment()));
    names.put("thread_id", threadId());
    names.put("modules", Modules.watched(MODULES, () -> tellOfItertools(log)));
    names.put("database", invocation.target().get("database"));
    names.put("schema", invocation.target().get("schema"));
    names.put("write", (Callable) arguments -> "");
    names.put("debug", (Callable) GlobalFunctions::refuseDebugger);
    names.put("validation", Map.of("any", new AnyOf()));
    ValueFunctions.addTo(names);
    names.put("return", (Callable) GlobalFunctions::returnValue);
    names.put("log", (Callable) arguments -> log(arguments, log));
    names.put("print", (Callable) arguments -> print(arguments, log));
    names.put("exceptions", ExceptionFunctions.of(log));
    names.put("try_or_compiler_error", (Callable) ExceptionFunctions::tried);
    return names;
  }

  private static void tellOfItertools(TemplateLog log) {
    log.deprecated(
        WarningKind.MODULES_ITERTOOLS_USAGE,
        "Usage of itertools modules is deprecated. Please use the built-in functions instead.");
  }

  /** The thread by the name that it has in Python, which is another one only of the first. */
  static String threadId() {
    String name = Thread.currentThread().getName();
    return name.equals("main") ? "MainThread" : name;
  }

  private static @Nullable Object returnValue(Arguments arguments) {
    throw new MacroReturn(arguments.get(0, "data"));
  }

  private static Object log(Arguments arguments, TemplateLog log) {
    log.log(
        told(arguments),
        Boolean.TRUE.equals(arguments.get(1, "info", false)));
    return "";
  }

  private static Object print(Arguments arguments, TemplateLog log) {
    log.print(told(arguments));
    return "";
  }

  /** A message; as it goes to a terminal and a file, it counts for more than what a model prints. */
  private static String told(Arguments arguments) {
    String message = PythonText.str(arguments.get(0, "msg"));
    arguments.context().spend(STEPS_A_MESSAGE + message.length());
    return message;
  }

  private static Object refuseDebugger(Arguments arguments) {
    throw arguments.error(
        "debug() needs a Python debugger, which is not here: use log() or print()");
  }

  /** What tools want to find in the artifacts again. */
  private static Map<String, String> metadata(Map<String, String> environment) {
    Map<String, String> metadata = new LinkedHashMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(METADATA)) {
            metadata.put(name.substring(METADATA.length()), value);
          }
        });
    return metadata;
  }
}
