package io.tidemark.template;

import io.tidemark.jinja.error.TemplateRuntimeException;
import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code exceptions}: what templates stop with, and what they warn of. */
final class ExceptionFunctions {

  private ExceptionFunctions() {}

  static Map<String, Object> of(TemplateLog log) {
    Map<String, Object> functions = new LinkedHashMap<>();
    for (String name :
        new String[] {
          "raise_compiler_error",
          "raise_database_error",
          "raise_not_implemented",
          "raise_dependency_error",
          "raise_dep_not_found",
          "raise_duplicate_patch_name",
          "raise_duplicate_resource_name",
          "raise_invalid_property_yml_version",
          "raise_ambiguous_alias",
          "raise_ambiguous_catalog_match",
          "raise_cache_inconsistent",
          "raise_dataclass_not_dict",
          "raise_fail_fast_error",
          "raise_parsing_error"
        }) {
      functions.put(name, raising(""));
    }
    functions.put(
        "missing_config",
        (Callable)
            arguments -> {
              throw arguments.error(
                  "Model is missing required config '"
                      + PythonText.str(arguments.get(1, "name"))
                      + "'");
            });
    functions.put("missing_materialization", raising("No materialization was found: "));
    functions.put("raise_contract_error", (Callable) ContractMismatch::raise);
    functions.put("missing_relation", raising("Relation not found: "));
    functions.put("relation_wrong_type", wrongType());
    functions.put("column_type_missing", (Callable) ExceptionFunctions::untyped);
    Callable warn =
        arguments -> {
          log.warn(PythonText.str(arguments.get(0, "msg")));
          return "";
        };
    functions.put("warn", warn);
    functions.put("warn_snapshot_timestamp_data_types", snapshotWarning(log));
    return functions;
  }

  /** {@code try_or_compiler_error(message, function, …)}: what the function gives, or the error. */
  static @Nullable Object tried(Arguments arguments) {
    Object message = arguments.get(0, "message_if_exception");
    List<@Nullable Object> rest = new ArrayList<>(arguments.positional());
    Map<String, @Nullable Object> named = new LinkedHashMap<>(arguments.named());
    rest.subList(0, Math.min(rest.size(), 2)).clear();
    named.remove("message_if_exception");
    named.remove("func");
    if (!(arguments.get(1, "func") instanceof Callable function)) {
      throw arguments.error(PythonText.str(message));
    }
    try {
      return function.call(new Arguments("func", rest, named, arguments.context()));
    } catch (PythonException | TemplateRuntimeException e) {
      TemplateRuntimeException told = arguments.error(PythonText.str(message));
      told.addSuppressed(e);
      throw told;
    }
  }

  private static Object untyped(Arguments arguments) {
    throw arguments.error(
        "Contracted models require data_type to be defined for each column. Please ensure that the"
            + " column name and data_type are defined within the YAML configuration for the "
            + PythonText.str(arguments.get(0, "column_names"))
            + " column(s).");
  }

  private static Callable raising(String before) {
    return arguments -> {
      throw arguments.error(before + message(arguments));
    };
  }

  private static String message(Arguments arguments) {
    Object first =
        arguments.positional().isEmpty()
            ? arguments.named().values().stream().findFirst().orElse("")
            : arguments.positional().get(0);
    return PythonText.str(first);
  }

  private static Callable wrongType() {
    return arguments -> {
      Object model = arguments.get(2, "model", null);
      throw arguments.error(
          "Trying to create "
              + PythonText.str(arguments.get(1, "expected_type"))
              + " "
              + PythonText.str(arguments.get(0, "relation"))
              + ", but it currently exists as another kind of relation. Drop it, or run with"
              + " --full-refresh"
              + (model instanceof Map<?, ?> node ? " (model " + node.get("name") + ")" : ""));
    };
  }

  private static Callable snapshotWarning(TemplateLog log) {
    return arguments -> {
      @Nullable Object now = arguments.get(0, "snapshot_time_data_type");
      @Nullable Object updated = arguments.get(1, "updated_at_data_type");
      log.warn(
          "Data type of snapshot table timestamp columns ("
              + PythonText.str(now)
              + ") doesn't match derived column 'updated_at' ("
              + PythonText.str(updated)
              + "). Please update snapshot config 'updated_at'.");
      return "";
    };
  }
}
