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
    for (Object positional : arguments.positional()) {
      if (!(positional instanceof Map<?, ?> map)) {
        throw arguments.error("config() takes key=value pairs, or one dictionary");
      }
      map.forEach((key, value) -> values.put(String.valueOf(key), value(value, place)));
    }
    arguments.named().forEach((key, value) -> values.put(key, value(value, place)));
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
          case "set" -> this::set;
          case "persist_relation_docs" -> arguments -> persists("relation");
          case "persist_column_docs" -> arguments -> persists("columns");
          default -> null;
        };
    return method == null ? Missing.MISSING : method;
  }

  @Override
  public List<String> attributeNames() {
    return List.of("get", "meta_get", "require", "set");
  }

  private @Nullable Object get(Arguments arguments) {
    Object found = configured(arguments.text(0, "name"));
    return found == null ? arguments.get(1, "default", null) : found;
  }

  private @Nullable Object metaGet(Arguments arguments) {
    Object found = host.config().meta().get(arguments.text(0, "name"));
    return found == null ? arguments.get(1, "default", null) : found;
  }

  private boolean persists(String what) {
    return Boolean.TRUE.equals(host.config().mapping("persist_docs").get(what));
  }

  /** What a model has not set is what dbt takes then. */
  private @Nullable Object configured(String name) {
    return switch (name) {
      case "materialized" -> host.config().materialized();
      case "enabled" -> host.config().enabled();
      case "tags" -> host.config().tags();
      case "meta" -> host.config().meta();
      default -> host.config().get(name);
    };
  }

  private @Nullable Object require(Arguments arguments) {
    String name = arguments.text(0, "name");
    Object found = configured(name);
    if (found == null && host.executing()) {
      throw arguments.error(
          "Model is missing required config '" + name + "'",
          name,
          new ArrayList<>(host.config().values().keySet()));
    }
    return found;
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
