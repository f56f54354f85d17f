package io.tidemark.template;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.Iteration;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Tuple;
import io.tidemark.template.table.TableValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What statements have given, by the names that templates gave them. For one thread. */
final class StoredResults {

  /** The statement that makes a node's relation. */
  private static final String MAIN = "main";

  private final Map<String, Map<Object, @Nullable Object>> byName = new HashMap<>();
  private final Set<String> loaded = new HashSet<>();
  private final TemplateLog log;

  StoredResults(TemplateLog log) {
    this.log = log;
  }

  void addTo(Map<String, @Nullable Object> names) {
    names.put("store_result", (Callable) this::store);
    names.put("store_raw_result", (Callable) this::storeRaw);
    names.put("load_result", (Callable) this::load);
  }

  /** What a name's statement was answered; null if there was none. */
  @Nullable ResponseValue response(String name) {
    Map<Object, @Nullable Object> stored = byName.get(name);
    return stored != null && stored.get("response") instanceof ResponseValue response
        ? response
        : null;
  }

  /** The rows that a name's statement fetched, as texts; none if there was no such statement. */
  List<List<@Nullable String>> rows(String name) {
    Map<Object, @Nullable Object> stored = byName.get(name);
    List<List<@Nullable String>> rows = new ArrayList<>();
    if (stored != null && stored.get("table") instanceof TableValue table) {
      for (Object row : table) {
        List<@Nullable String> texts = new ArrayList<>();
        Iteration.list(row)
            .forEach(value -> texts.add(value == null ? null : PythonText.str(value)));
        rows.add(texts);
      }
    }
    return rows;
  }

  private Object store(Arguments arguments) {
    BoundArguments bound = arguments.bind(2, "name", "response", "agate_table");
    put(bound.text(0), bound.get(1), bound.get(2));
    return "";
  }

  private Object storeRaw(Arguments arguments) {
    BoundArguments bound =
        arguments.bind(1, "name", "message", "code", "rows_affected", "agate_table");
    Object rows = bound.get(3);
    Object text = bound.get(1);
    Object code = bound.get(2);
    ResponseValue response =
        new ResponseValue(
            text == null ? "" : text.toString(),
            code == null ? null : code.toString(),
            rows instanceof Long number ? number : null);
    put(bound.text(0), response, bound.get(4));
    return "";
  }

  private void put(String name, @Nullable Object response, @Nullable Object given) {
    TableValue table = given instanceof TableValue some ? some : TableValue.empty(log::print);
    List<@Nullable Object> data = new ArrayList<>();
    for (Object row : table) {
      data.add(Tuple.copyOf(Iteration.list(row)));
    }
    Map<Object, @Nullable Object> result = new LinkedHashMap<>();
    result.put("response", response);
    result.put("data", data);
    result.put("table", table);
    byName.put(name, result);
    loaded.remove(name);
  }

  /** As in dbt a result is handed out once, but for that of the materialization itself. */
  private @Nullable Object load(Arguments arguments) {
    String name = arguments.bind(1, "name").text(0);
    Map<Object, @Nullable Object> stored = byName.get(name);
    if (stored != null && !name.equals(MAIN) && !loaded.add(name)) {
      throw arguments.error(
          "The 'statement' result named '%s' has already been loaded into a variable"
              .formatted(name));
    }
    return stored;
  }
}
