package io.tidemark.template;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Callable;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code env_var('NAME', 'default')}. As in dbt, a name that begins with {@code DBT_ENV_SECRET} is
 * a secret, which only {@code profiles.yml} and {@code packages.yml} may read.
 */
record EnvVarFunction(Map<String, String> environment, boolean secretsAllowed) implements Callable {

  private static final String SECRET = "DBT_ENV_SECRET";

  @Override
  public @Nullable Object call(Arguments arguments) {
    arguments.bind(1, "var", "default");
    String name = arguments.text(0, "var");
    if (name.startsWith(SECRET) && !secretsAllowed) {
      throw arguments.error(
          "Secret env vars are allowed only in profiles.yml or packages.yml. Found '" + name + "'");
    }
    String value = environment.get(name);
    if (value != null) {
      return value;
    }
    Object otherwise = arguments.get(1, "default", null);
    // As in dbt None is no default.
    if (otherwise != null) {
      return otherwise;
    }
    throw arguments.error(
        "Env var required but not provided: '" + name + "'",
        name,
        new ArrayList<>(environment.keySet()));
  }
}
