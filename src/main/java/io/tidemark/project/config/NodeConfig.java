package io.tidemark.project.config;

import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.shape.Shape;
import io.tidemark.project.shape.Shapes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of one node, merged by dbt's rules. Immutable. Keys that nobody here knows are
 * kept. The typed accessors throw a {@link ProjectException} that names the value's place where it
 * has the wrong type; a null is as good as a missing key.
 */
public final class NodeConfig {

  private static final String DEFAULT_MATERIALIZATION = "view";

  private final Map<String, ConfigValue> values;

  private NodeConfig(Map<String, ConfigValue> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /**
   * Merges layers, the most general first: {@code dbt_project.yml} from its root to the node's own
   * level, then the properties file, then {@code config()} in the file. The order of the list is
   * what decides, not the layers' origins: dbt lets the root project's file override a package's
   * {@code config()}.
   *
   * @throws ProjectException where a value that is merged has a type that can't be
   */
  public static NodeConfig merge(Collection<ConfigLayer> layers) {
    Map<String, ConfigValue> merged = new LinkedHashMap<>();
    for (ConfigLayer layer : layers) {
      layer
          .values()
          .forEach((key, value) -> merged.put(key, ConfigMerge.merge(key, merged.get(key), value)));
    }
    return new NodeConfig(merged);
  }

  /** A configuration in which nothing is set. */
  public static NodeConfig empty() {
    return new NodeConfig(Map.of());
  }

  /**
   * Holds what is configured against what dbt asks of it.
   *
   * @param resourceType dbt's name, for example {@code model}
   * @throws ProjectException with all that does not fit, each with its place
   */
  public void check(String resourceType) {
    Shape.Keys shape = Shapes.config(resourceType);
    if (shape == null) {
      return;
    }
    Problems problems = new Problems();
    shape
        .keys()
        .forEach(
            (key, asked) -> {
              ConfigValue value = value(key);
              if (value != null && !asked.shape().fits(value.value())) {
                problems.add(
                    Problem.of("The config \"%s\" must be %s".formatted(key, asked.shape().words()))
                        .at(value.place())
                        .found(
                            "Found %s.".formatted(ConfigTypes.faulty(asked.shape(), value.value())))
                        .next(value.value() == null ? "Write one, or remove it." : null));
              }
            });
    problems.throwIfAny();
  }

  /** The same with values that nobody has written. */
  public NodeConfig with(Map<String, ?> more) {
    Map<String, ConfigValue> all = new LinkedHashMap<>(values);
    more.forEach((key, value) -> all.put(key, new ConfigValue(value, null)));
    return new NodeConfig(all);
  }

  /** All values by key, in the order in which the keys were first set. */
  public Map<String, ConfigValue> values() {
    return values;
  }

  /** The value with its place, or null where it is not set. */
  public @Nullable ConfigValue value(String key) {
    return values.get(ConfigLayer.canonicalName(key));
  }

  /** The value, or null where it is not set or set to null. */
  public @Nullable Object get(String key) {
    ConfigValue value = value(key);
    return value == null ? null : value.value();
  }

  /** A text; a number is taken by its digits. */
  public @Nullable String string(String key) {
    Object value = get(key);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    if (value instanceof Number) {
      return value.toString();
    }
    throw wrongType(key, "a text", null);
  }

  /** A text, or the default where it is not set. */
  public String string(String key, String whenMissing) {
    String text = string(key);
    return text == null ? whenMissing : text;
  }

  /** True or false, or the default where it is not set. */
  public boolean bool(String key, boolean whenMissing) {
    Object value = get(key);
    if (value == null) {
      return whenMissing;
    }
    if (value instanceof Boolean bool) {
      return bool;
    }
    String next =
        value instanceof String text && text.matches("(?i)\\s*(true|false|yes|no)\\s*")
            ? "Remove the quotes, or end a template with \"| as_bool\"."
            : null;
    throw wrongType(key, "true or false", next);
  }

  /** A whole number, or null where it is not set. */
  public @Nullable Long integer(String key) {
    Object value = get(key);
    if (value == null) {
      return null;
    }
    if (value instanceof Long || value instanceof Integer) {
      return ((Number) value).longValue();
    }
    if (value instanceof Double real && real == Math.rint(real)) {
      return real.longValue();
    }
    if (value instanceof String text && text.matches("-?\\d{1,18}")) {
      return Long.valueOf(text);
    }
    throw wrongType(key, "a whole number", null);
  }

  /** A list of texts; a single text is a list of one. Empty where it is not set. */
  public List<String> strings(String key) {
    Object value = get(key);
    if (value == null) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    Iterable<?> items = value instanceof Iterable<?> several ? several : List.of(value);
    for (Object item : items) {
      if (!(item instanceof String || item instanceof Number)) {
        throw wrongType(key, "a text or a list of texts", null);
      }
      texts.add(item.toString());
    }
    return List.copyOf(texts);
  }

  /** A mapping; empty where it is not set. */
  public Map<?, ?> mapping(String key) {
    Object value = get(key);
    if (value == null) {
      return Map.of();
    }
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw wrongType(key, "a mapping of keys to values", null);
  }

  /** {@code materialized}; {@code view} where it is not set. */
  public String materialized() {
    return string("materialized", DEFAULT_MATERIALIZATION);
  }

  /** {@code enabled}; true where it is not set. */
  public boolean enabled() {
    return bool("enabled", true);
  }

  /** The custom schema, before {@code generate_schema_name}; null where it is not set. */
  public @Nullable String schema() {
    return string("schema");
  }

  /** The custom database; null where it is not set. */
  public @Nullable String database() {
    return string("database");
  }

  /** The relation's name where it is not the node's; null where it is not set. */
  public @Nullable String alias() {
    return string("alias");
  }

  /** The columns of {@code unique_key}; empty where it is not set, or an empty text as in dbt. */
  public List<String> uniqueKey() {
    return strings("unique_key").stream().filter(part -> !part.isEmpty()).toList();
  }

  /** All tags, each once, the most general first. */
  public List<String> tags() {
    return allTags().stream().distinct().toList();
  }

  /** All tags, each as often as some place says it: what dbt's own configuration has. */
  public List<String> allTags() {
    return strings("tags");
  }

  /** {@code meta}, merged over all layers. */
  public Map<?, ?> meta() {
    return mapping("meta");
  }

  /** The hooks that run before the node, the most general first. */
  public List<Hook> preHooks() {
    return hooks("pre-hook");
  }

  /** The hooks that run after the node, the most general first. */
  public List<Hook> postHooks() {
    return hooks("post-hook");
  }

  private List<Hook> hooks(String key) {
    ConfigValue value = value(key);
    return value == null ? List.of() : Hooks.of(key, value);
  }

  /** The problem that a value is not one of those that are allowed, for callers who know them. */
  public Problem notAllowed(String key, Collection<String> allowed) {
    ConfigValue value = value(key);
    String question =
        NearestName.question(String.valueOf(get(key)), allowed)
            .map(nearest -> " " + nearest)
            .orElse("");
    return Problem.of("The config \"%s\" has a value that is not allowed".formatted(key))
        .at(value == null ? null : value.place())
        .found(
            "Found %s. Allowed: %s.%s"
                .formatted(ConfigTypes.described(get(key)), String.join(", ", allowed), question));
  }

  private ProjectException wrongType(String key, String allowed, @Nullable String next) {
    ConfigValue value = value(key);
    return new ProjectException(
        Problem.of("The config \"%s\" must be %s".formatted(key, allowed))
            .at(value == null ? null : value.place())
            .found("Found %s.".formatted(ConfigTypes.described(get(key))))
            .next(next));
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
