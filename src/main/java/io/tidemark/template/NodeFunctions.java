package io.tidemark.template;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.postgres.Relation;
import io.tidemark.template.relation.RelationValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that a node's template knows beside those that every template knows. */
final class NodeFunctions {

  static final String HIGH_WATER_MARK = "high_water_mark";

  /** A macro in dbt. */
  static final String IS_INCREMENTAL = "is_incremental";

  private final TemplateHost host;

  private NodeFunctions(TemplateHost host) {
    this.host = host;
  }

  static Map<String, @Nullable Object> of(
      TemplateHost host, Map<String, ?> model, RuntimeConfigValue runtime) {
    NodeFunctions functions = new NodeFunctions(host);
    Callable ref = new RefFunction(functions::ref, runtime);
    Callable source = new RefFunction(functions::source, runtime);
    Callable function = functions::function;
    ConfigFunction config = new ConfigFunction(host);
    Map<String, @Nullable Object> names = new LinkedHashMap<>();
    names.put("ref", ref);
    names.put("source", source);
    names.put("function", function);
    names.put("metric", (Callable) functions::metric);
    names.put("config", config);
    Referenced self = host.selfReferenced();
    names.put("this", self == null ? null : value(self));
    names.put(IS_INCREMENTAL, (Callable) functions::isIncremental);
    names.put(HIGH_WATER_MARK, (Callable) functions::highWaterMark);
    names.put("execute", host.executing());
    names.put("model", model);
    // A materialization has its own; elsewhere they are there, and say nothing yet.
    names.put("sql", null);
    names.put("compiled_code", null);
    if (model.get("config") instanceof Map<?, ?> configured) {
      names.put("pre_hooks", configured.get("pre-hook"));
      names.put("post_hooks", configured.get("post-hook"));
    }
    return names;
  }

  private Object ref(Arguments arguments) {
    List<@Nullable Object> names = arguments.positional();
    if (names.isEmpty() || names.size() > 2) {
      throw arguments.error("ref() takes a model's name, or a package's and a model's");
    }
    Object version = arguments.named().get("version");
    Object shortVersion = arguments.named().get("v");
    Object asked = version == null ? shortVersion : version;
    RefCall call =
        new RefCall(
            names.size() == 2 ? PythonText.str(names.get(0)) : null,
            PythonText.str(names.get(names.size() - 1)),
            asked == null ? null : PythonText.str(asked),
            asked instanceof String,
            TemplateProblems.place(arguments.place()));
    return value(host.ref(call));
  }

  private Object source(Arguments arguments) {
    if (arguments.size() != 2) {
      throw arguments.error("source() takes a source's name and a table's");
    }
    SourceCall call =
        new SourceCall(
            arguments.text(0, "source_name"),
            arguments.text(1, "table_name"),
            TemplateProblems.place(arguments.place()));
    return value(host.source(call));
  }

  private Object function(Arguments arguments) {
    List<@Nullable Object> names = arguments.positional();
    if (names.isEmpty() || names.size() > 2) {
      throw arguments.error("function() takes a function's name, or a package's and a function's");
    }
    String packageName = names.size() == 2 ? arguments.text(0, "package_name") : null;
    Relation function =
        host.function(
            new FunctionCall(
                packageName,
                arguments.text(names.size() - 1, "function_name"),
                TemplateProblems.place(arguments.place())));
    return RelationValue.of(function).withType("function");
  }

  private Object metric(Arguments arguments) {
    List<@Nullable Object> names = arguments.positional();
    if (names.isEmpty() || names.size() > 2) {
      throw arguments.error("metric() takes a metric's name, or a package's and a metric's");
    }
    return host.metric(
        new MetricCall(
            names.size() == 2 ? PythonText.str(names.get(0)) : null,
            PythonText.str(names.get(names.size() - 1)),
            TemplateProblems.place(arguments.place())));
  }

  /** As it is printed; {@code render()} gives all rows, also where a batch reads only some. */
  private static RelationValue value(Referenced referenced) {
    String whole = referenced.whole();
    RelationValue relation =
        whole.equals(referenced.relation().writtenSql())
            ? RelationValue.of(referenced.relation())
            : RelationValue.cte(whole);
    return referenced.sql().equals(whole) ? relation : relation.readAs(referenced.sql());
  }

  private Object isIncremental(Arguments arguments) {
    arguments.bind(0);
    return host.incremental();
  }

  private Object highWaterMark(Arguments arguments) {
    arguments.bind(1, "column", "lookback");
    Object lookback = arguments.get(1, "lookback", HighWaterMarkText.configured(host.config()));
    String mark = host.highWaterMark(arguments.text(0, "column"));
    try {
      return HighWaterMarkText.of(mark, lookback == null ? null : PythonText.str(lookback));
    } catch (IllegalArgumentException e) {
      throw arguments.error(String.valueOf(e.getMessage()));
    }
  }
}
