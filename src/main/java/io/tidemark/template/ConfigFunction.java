package io.tidemark.template;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.Missing;
import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.config.ConfigOrigin;
import io.tidemark.project.config.ConfigValue;
import io.tidemark.project.problem.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code config(key=value)}, {@code config.get()}, {@code config.require()}. Prints as nothing. */
record ConfigFunction(TemplateHost host) implements Callable, HasAttributes {

  @Override
  public @Nullable Object call(Arguments arguments) {
    Place place = TemplateProblems.place(arguments.place());
    Map<String, ConfigValue> values = new LinkedHashMap<>();
    if (!arguments.positional().isEmpty()
        && (arguments.positional().size() > 1 || !arguments.named().isEmpty())) {
      throw arguments.error("config() takes key=value pairs, or one dictionary, not both");
    }
    for (Object positional : arguments.positional()) {
      if (!(positional instanceof Map<?, ?> map)) {
        throw arguments.error("config() takes key=value pairs, or one dictionary");
      }
      map.forEach((key, value) -> values.put(String.valueOf(key), value(value, place)));
    }
    arguments.named().forEach((key, value) -> values.put(key, value(value, place)));
    for (String hook : List.of("pre", "post")) {
      if (values.containsKey(hook + "_hook") && values.containsKey(hook + "-hook")) {
        throw arguments.error(
            "config() is given both %1$s_hook and %1$s-hook, which are one: keep one of them"
                .formatted(hook));
      }
    }
    host.configure(new ConfigLayer(ConfigOrigin.IN_FILE, values));
    return "";
  }

  @Override
  public @Nullable Object attribute(String name) {
    Callable method =
        switch (name) {
          case "get" -> this::get;
          case "meta_get" -> this::metaGet;
          case "require" -> this::require;
          case "meta_require" -> this::metaRequire;
          case "set" -> this::set;
          case "persist_relation_docs" -> arguments -> persists("relation");
          case "persist_column_docs" -> arguments -> persists("columns");
          default -> null;
        };
    return method == null ? Missing.MISSING : method;
  }

  @Override
  public List<String> attributeNames() {
    return List.of("get", "meta_get", "require", "meta_require", "set");
  }

  private @Nullable Object get(Arguments arguments) {
    String name = arguments.text(0, "name");
    Object found = OwnCopy.of(configured(name));
    return found == null && host.configDefaults().containsKey(known(name))
        ? valid(arguments, 2, null)
        : orDefault(arguments, found);
  }

  /** A known key's own name: that of a hook has a dash where it is written, and none here. */
  private static String known(String name) {
    return switch (name) {
      case "pre_hook" -> "pre-hook";
      case "post_hook" -> "post-hook";
      case "pre-hook", "post-hook" -> "";
      default -> name;
    };
  }

  private @Nullable Object metaGet(Arguments arguments) {
    return orDefault(arguments, OwnCopy.of(host.config().meta().get(arguments.text(0, "name"))));
  }

  /** As in dbt, the validator is asked only where there is a default. */
  private @Nullable Object orDefault(Arguments arguments, @Nullable Object found) {
    Object otherwise = arguments.get(1, "default", null);
    return otherwise == null ? found : valid(arguments, 2, found == null ? otherwise : found);
  }

  /** What the validator among the arguments lets through. */
  private @Nullable Object valid(Arguments arguments, int place, @Nullable Object value) {
    Object validator = arguments.get(place, "validator", null);
    if (validator != null && host.executing()) {
      List<@Nullable Object> given = new ArrayList<>();
      given.add(value);
      arguments.context().call(validator, given, Map.of());
    }
    return value;
  }

  private boolean persists(String what) {
    return Boolean.TRUE.equals(host.config().mapping("persist_docs").get(what));
  }

  /** What a model has not set is what dbt takes then. */
  private @Nullable Object configured(String name) {
    return switch (name) {
      case "materialized" -> host.config().materialized();
      case "enabled" -> host.config().enabled();
      case "tags" -> host.config().allTags();
      case "meta" -> host.config().meta();
      default -> {
        Object value = host.config().get(name);
        yield value == null ? host.configDefaults().get(known(name)) : value;
      }
    };
  }

  private @Nullable Object require(Arguments arguments) {
    return required(arguments, OwnCopy.of(configured(arguments.text(0, "name"))));
  }

  private @Nullable Object metaRequire(Arguments arguments) {
    return required(arguments, host.config().meta().get(arguments.text(0, "name")));
  }

  private @Nullable Object required(Arguments arguments, @Nullable Object found) {
    String name = arguments.text(0, "name");
    if (found == null && host.executing() && !host.configDefaults().containsKey(known(name))) {
      throw arguments.error(
          "Model is missing required config '" + name + "'",
          name,
          new ArrayList<>(host.config().values().keySet()));
    }
    return valid(arguments, 1, found);
  }

  private @Nullable Object set(Arguments arguments) {
    String name = arguments.text(0, "name");
    Object value = arguments.get(1, "value");
    Place place = TemplateProblems.place(arguments.place());
    host.configure(new ConfigLayer(ConfigOrigin.IN_FILE, Map.of(name, value(value, place))));
    return "";
  }

  private static ConfigValue value(@Nullable Object value, Place place) {
    return new ConfigValue(PlainValue.of(value), place);
  }
}
