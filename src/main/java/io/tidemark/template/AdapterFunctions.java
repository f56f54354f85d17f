package io.tidemark.template;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.postgres.NameQuoting;
import io.tidemark.template.relation.ColumnApi;
import io.tidemark.template.relation.Policy;
import io.tidemark.template.relation.RelationApi;
import io.tidemark.template.table.TableValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** dbt's {@code adapter}: what needs no database is here, the rest in {@link AdapterDatabase}. */
final class AdapterFunctions implements HasAttributes {

  private static final List<String> NAMES =
      List.of(
          "dispatch",
          "quote",
          "quote_as_configured",
          "quote_seed_column",
          "type",
          "verify_database",
          "convert_type",
          "cache_added",
          "cache_dropped",
          "cache_renamed",
          "nice_connection_name",
          "get_incremental_strategy_macro",
          "valid_incremental_strategies");

  /** Behind these dbt has a macro of the same name, which a project or a package may replace. */
  private static final Set<String> REPLACEABLE =
      Set.of(
          "get_columns_in_relation",
          "create_schema",
          "drop_schema",
          "drop_relation",
          "rename_relation",
          "truncate_relation");

  /** What is written as a macro of ours has this before its name. */
  private static final String MACRO_PREFIX = "adapter__";

  private final MacroLibrary macros;
  private final String packageName;
  private final NodeScope scope;
  private final NameQuoting quoting;
  private final AdapterDatabase database;
  private final TemplateHost host;
  private final Set<String> running = new HashSet<>();

  AdapterFunctions(
      MacroLibrary macros,
      String packageName,
      NodeScope scope,
      TemplateHost host,
      TemplateLog log,
      NameQuoting quoting) {
    this.macros = macros;
    this.packageName = packageName;
    this.scope = scope;
    this.host = host;
    this.quoting = quoting;
    this.database = new AdapterDatabase(host, log, quoting);
  }

  @Override
  public @Nullable Object attribute(String name) {
    Callable method =
        switch (name) {
          case "dispatch" -> this::dispatch;
          case "quote", "quote_seed_column" -> arguments -> quote(name, arguments);
          case "quote_as_configured" -> this::quoteAsConfigured;
          case "type" -> arguments -> "postgres";
          case "verify_database" -> this::verifyDatabase;
          case "cache_added", "cache_dropped", "cache_renamed" -> arguments -> "";
          case "nice_connection_name" -> arguments -> "master";
          case "parse_index" -> IndexValue::parse;
          case "convert_type" -> AdapterFunctions::convertType;
          case "get_incremental_strategy_macro" -> this::strategyMacro;
          case "valid_incremental_strategies" ->
              arguments -> List.of("append", "delete+insert", "merge", "microbatch");
          default -> null;
        };
    if (method != null) {
      return method;
    }
    return switch (name) {
      case "Relation" -> new RelationApi(Policy.of(quoting));
      case "Column" -> new ColumnApi();
      case "behavior" -> Map.of();
      default -> further(name);
    };
  }

  private Object further(String name) {
    Object method = database.method(name);
    if (REPLACEABLE.contains(name) && method instanceof Callable own) {
      return macros
          .replacing(name, packageName)
          .<Object>map(macro -> replaced(name, macro, own))
          .orElse(own);
    }
    return method == Missing.MISSING
        ? macros
            .find(MACRO_PREFIX + name, packageName)
            .<Object>map(scope::bound)
            .orElse(Missing.MISSING)
        : method;
  }

  /** A macro that calls what it stands for gets what would be there without it. */
  private Callable replaced(String name, Macro macro, Callable own) {
    return arguments -> {
      if (!host.executing() || !running.add(name)) {
        return own.call(arguments);
      }
      try {
        return scope.bound(macro).call(arguments);
      } finally {
        running.remove(name);
      }
    };
  }

  @Override
  public List<String> attributeNames() {
    List<String> names = new ArrayList<>(NAMES);
    names.addAll(AdapterDatabase.NAMES);
    return names;
  }

  private Object verifyDatabase(Arguments arguments) {
    Object named = arguments.get(0, "database");
    String own = host.self().database();
    if (named instanceof String other && !other.isEmpty() && !other.equalsIgnoreCase(own)) {
      throw arguments.error(
          "Cross-db references not allowed in postgres (" + other + " vs " + own + ")");
    }
    return "";
  }

  private static Object quote(String function, Arguments arguments) {
    String name = PythonText.str(arguments.positional().get(0));
    boolean plain =
        function.equals("quote_seed_column")
            && Boolean.FALSE.equals(arguments.get(1, "quote_config", null));
    return plain ? name : quoted(name);
  }

  /** As dbt quotes: a quotation mark within stays as it is, so who has one writes it twice. */
  private static String quoted(String name) {
    return '"' + name + '"';
  }

  /** A part of a name as the project has it; anything else, which it says nothing of, as it is. */
  private Object quoteAsConfigured(Arguments arguments) {
    BoundArguments bound = arguments.bind(2, "identifier", "quote_key");
    String name = bound.text(0);
    boolean quoted =
        switch (bound.text(1)) {
          case "database" -> quoting.database();
          case "schema" -> quoting.schema();
          case "identifier" -> quoting.name();
          default -> false;
        };
    return quoted ? quoted(name) : name;
  }

  private static Object convertType(Arguments arguments) {
    if (arguments.get(0, "agate_table") instanceof TableValue table
        && arguments.get(1, "col_idx") instanceof Long column) {
      return table.sqlType(column.intValue());
    }
    throw arguments.error("convert_type() takes a table and the number of a column");
  }

  private Object strategyMacro(Arguments arguments) {
    String strategy = PythonText.str(arguments.get(1, "strategy"));
    String name = "get_incremental_" + strategy.toLowerCase(Locale.ROOT).replace('+', '_') + "_sql";
    return macros
        .find(name, packageName)
        .<Object>map(scope::bound)
        .orElseThrow(
            () ->
                arguments.error(
                    "dbt could not find an incremental strategy macro with the name \""
                        + name
                        + "\""));
  }

  private Object dispatch(Arguments arguments) {
    arguments.bind(1, "macro_name", "macro_namespace");
    String name = arguments.text(0, "macro_name");
    Object asked = arguments.get(1, "macro_namespace", null);
    String namespace = asked == null ? null : asked.toString();
    int dot = name.indexOf('.');
    if (dot >= 0) {
      throw arguments.error(
          "In dispatch: \""
              + name
              + "\" is no name of a macro; write adapter.dispatch('"
              + name.substring(dot + 1)
              + "', macro_namespace='"
              + name.substring(0, dot)
              + "')");
    }
    return macros
        .dispatch(name, namespace, packageName)
        .map(scope::bound)
        .orElseThrow(() -> notFound(arguments, name, namespace));
  }

  private RuntimeException notFound(Arguments arguments, String name, @Nullable String namespace) {
    List<String> packages = namespace == null ? List.of() : macros.searchOrder(namespace);
    return arguments.error(
        "In dispatch: no macro named '"
            + name
            + "' is there: neither "
            + String.join(" nor ", MacroLibrary.variants(name))
            + (packages.isEmpty() ? "" : " in " + String.join(", ", packages)),
        "default__" + name,
        macros.all().stream().map(Macro::name).toList());
  }
}
