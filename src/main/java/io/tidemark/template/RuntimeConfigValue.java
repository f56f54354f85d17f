package io.tidemark.template;

import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.Missing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code builtins.ref.config}: what packages read of dbt's RuntimeConfig (dbt.config.runtime), the
 * project's name and variables, its packages and their versions, the command's arguments.
 *
 * @param versions of the project and of the packages that are installed, by their names
 */
record RuntimeConfigValue(Invocation invocation, Map<String, String> versions)
    implements HasAttributes {

  private static final List<String> NAMES =
      List.of(
          "args",
          "cli_vars",
          "dependencies",
          "profile_name",
          "project_name",
          "target_name",
          "threads",
          "vars",
          "version");

  @Override
  public @Nullable Object attribute(String name) {
    Map<String, @Nullable Object> target = invocation.target();
    return switch (name) {
      case "project_name" -> invocation.projectName();
      case "version" -> versions.get(invocation.projectName());
      case "profile_name" -> target.get("profile_name");
      case "target_name" -> target.get("name");
      case "threads" -> target.get("threads");
      case "args" -> InvocationFlags.arguments(invocation.flags());
      case "cli_vars" -> invocation.variables().commandLine();
      case "vars" -> vars();
      case "dependencies" -> dependencies();
      default -> Missing.MISSING;
    };
  }

  @Override
  public List<String> attributeNames() {
    return NAMES;
  }

  private Map<String, Object> vars() {
    Callable asDictionary = arguments -> new LinkedHashMap<>(invocation.variables().project());
    return Map.of("vars", invocation.variables().project(), "to_dict", asDictionary);
  }

  private Map<String, Object> dependencies() {
    Map<String, Object> dependencies = new LinkedHashMap<>();
    versions.forEach(
        (name, version) ->
            dependencies.put(name, Map.of("project_name", name, "version", version)));
    return dependencies;
  }
}
