package io.tidemark.template;

import com.github.mustachejava.TemplateFunction;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Undefined;
import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.config.ConfigOrigin;
import io.tidemark.project.config.ConfigValue;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.problem.SourceText;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlReader;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of a Mustache template outside its sections: {@code ref.orders}, {@code ref('orders')},
 * {@code source.raw.orders}, {@code this}, {@code var.region}, {@code env.HOME}, {@code
 * high_water_mark.updated_at}, {@code is_incremental}, {@code config}.
 */
final class MustacheRoot {

  /** A model has a batch while one is done, and a version if it has several; else nothing there. */
  private static final Set<String> OF_SOME_MODELS = Set.of("batch", "version");

  private static final Pattern ALONE = Pattern.compile("\\s*\\{\\{[^{}]*}}\\s*");

  private static final List<String> NAMES =
      List.of(
          "ref",
          "source",
          "this",
          "var",
          "env",
          "high_water_mark",
          "is_incremental",
          "config",
          "target",
          "params");

  private final NodeScope scope;
  private final TemplateHost host;
  private final SourceText source;

  MustacheRoot(NodeScope scope, TemplateHost host, SourceText source) {
    this.scope = scope;
    this.host = host;
    this.source = source;
  }

  @Nullable Object value(String text, Place place) {
    MustacheTag tag = MustacheTag.parse(text, place);
    return switch (tag.name()) {
      case "ref" ->
          tag.path().isEmpty()
              ? section(tag, place, name -> ref(List.of(name), place).sql())
              : text(ref(tag.path(), place), tag);
      case "source" ->
          tag.path().isEmpty()
              ? section(tag, place, name -> source(MustacheTag.dotted(name), place).sql())
              : text(source(tag.path(), place), tag);
      case "this" -> member(Referenced.relation(host.self()), tag, place);
      case "var" -> variable(tag, place);
      case "env", "env_var" -> environment(tag, place);
      case "high_water_mark" ->
          tag.path().isEmpty()
              ? section(tag, place, column -> mark(column, null))
              : mark(tag, place);
      case "is_incremental" -> host.incremental();
      case "config" -> (TemplateFunction) yaml -> configure(body(yaml, tag, place), place);
      default -> other(tag, place);
    };
  }

  /** {@code {{#ref}}stg_orders{{/ref}}}: the section's text is the argument. */
  private static Function<@Nullable String, String> section(
      MustacheTag tag, Place place, UnaryOperator<String> function) {
    return body -> function.apply(body(body, tag, place).strip());
  }

  /** mustache.java applies a function to null where it stands in a tag that is no section. */
  private static String body(@Nullable String body, MustacheTag tag, Place place) {
    if (body == null) {
      throw wrong(
          "%s needs what it is about: {{#%s}} … {{/%s}}"
              .formatted(tag.name(), tag.name(), tag.name()),
          place);
    }
    return body;
  }

  /** A batch reads its own rows; with {@code .render()} all of them, as in Jinja. */
  private static String text(Referenced read, MustacheTag tag) {
    return tag.whole() ? read.whole() : read.sql();
  }

  private Referenced ref(List<String> path, Place place) {
    String packageName = path.size() == 2 ? path.get(0) : null;
    String name = path.get(path.size() - 1);
    if (path.size() > 2) {
      throw wrong("ref takes a model, or a package and a model", place);
    }
    return host.ref(new RefCall(packageName, name, null, place));
  }

  private Referenced source(List<String> path, Place place) {
    if (path.size() != 2) {
      throw wrong("source takes a source and a table: {{source.raw.orders}}", place);
    }
    return host.source(new SourceCall(path.get(0), path.get(1), place));
  }

  private String mark(MustacheTag tag, Place place) {
    List<String> path = tag.path();
    Set<String> named = tag.named().keySet();
    if (path.size() > 2 || !Set.of("lookback").containsAll(named)) {
      throw wrong("high_water_mark takes a column, and lookback='3 days' if wanted", place);
    }
    String lookback = path.size() == 2 ? path.get(1) : tag.named().get("lookback");
    try {
      return mark(path.get(0), lookback);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()), place);
    }
  }

  private String mark(String column, @Nullable String lookback) {
    return HighWaterMarkText.of(
        host.highWaterMark(column),
        lookback == null ? HighWaterMarkText.configured(host.config()) : lookback);
  }

  private Object member(Referenced relation, MustacheTag tag, Place place) {
    if (tag.path().isEmpty()) {
      return relation.sql();
    }
    return switch (tag.path().get(0)) {
      case "database" -> relation.relation().asWritten().database();
      case "schema" -> relation.relation().asWritten().schema();
      case "name", "identifier", "table" -> relation.relation().asWritten().name();
      default -> throw unknown(tag.path().get(0), List.of("database", "schema", "name"), place);
    };
  }

  private @Nullable Object variable(MustacheTag tag, Place place) {
    if (!(scope.get("var") instanceof VarFunction vars)) {
      throw wrong("var is overridden by a macro, which Mustache can't call", place);
    }
    Map<String, @Nullable Object> visible = vars.variables().visibleTo(vars.packageName());
    return walk(visible, tag, place);
  }

  private Object environment(MustacheTag tag, Place place) {
    if (!(scope.get("env_var") instanceof EnvVarFunction function)) {
      throw wrong("env_var is overridden by a macro, which Mustache can't call", place);
    }
    String name = tag.path().isEmpty() ? "" : tag.path().get(0);
    String value = function.environment().get(name);
    if (value != null && !name.startsWith("DBT_ENV_SECRET")) {
      return value;
    }
    if (tag.path().size() > 1) {
      return tag.path().get(1);
    }
    throw unknown(name, function.environment().keySet(), place);
  }

  private @Nullable Object other(MustacheTag tag, Place place) {
    if (!scope.has(tag.name())) {
      throw unknown(tag.name(), NAMES, place);
    }
    Object value = scope.get(tag.name());
    if (value instanceof Undefined undefined) {
      throw wrong(undefined.message(), place);
    }
    if (tag.path().isEmpty()) {
      return value;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> named = new LinkedHashMap<>();
      map.forEach((key, item) -> named.put(PythonText.str(key), item));
      return walk(named, tag, place);
    }
    throw wrong("\"" + tag.name() + "\" has no parts that Mustache can name", place);
  }

  private static @Nullable Object walk(
      Map<String, @Nullable Object> start, MustacheTag tag, Place place) {
    Object value = start;
    for (String part : tag.path()) {
      if (!(value instanceof Map<?, ?> map)) {
        throw wrong("there is nothing below \"" + tag.name() + "\" by that name", place);
      }
      if (!map.containsKey(part) && tag.name().equals("model") && OF_SOME_MODELS.contains(part)) {
        return null;
      }
      if (!map.containsKey(part)) {
        throw unknown(part, map.keySet().stream().map(String::valueOf).toList(), place);
      }
      value = map.get(part);
    }
    return value;
  }

  private String configure(String yaml, Place place) {
    Problems problems = new Problems();
    // As many empty lines before as the file has, so that errors name the file's own lines.
    // Of a tag that stands alone on its line Mustache drops the line's end too.
    boolean alone = ALONE.matcher(place.text()).matches();
    String padded = "\n".repeat(alone ? place.line() : place.line() - 1) + yaml;
    YamlNode node = YamlReader.read(SourceText.of(source.file(), padded), problems);
    problems.throwIfAny();
    if (node == null) {
      return "";
    }
    if (!(node instanceof YamlMapping mapping)) {
      throw wrong("{{#config}} … {{/config}} holds YAML: key: value", place);
    }
    Map<String, ConfigValue> values = new LinkedHashMap<>();
    for (var entry : mapping.entries()) {
      values.put(entry.name(), new ConfigValue(entry.value().value(), entry.value().place()));
    }
    host.configure(new ConfigLayer(ConfigOrigin.IN_FILE, values));
    return "";
  }

  private static ProjectException unknown(String name, Collection<String> known, Place place) {
    String nearest = NearestName.question(name, known).orElse(null);
    Problem problem = Problem.of("\"" + name + "\" is not known here").at(place);
    if (known.size() <= 20) {
      problem = problem.found("Known: " + String.join(", ", known) + ".");
    }
    return new ProjectException(problem.next(nearest));
  }

  private static ProjectException wrong(String what, Place place) {
    return new ProjectException(Problem.of(what).at(place));
  }
}
