package io.tidemark.template.relation;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasText;
import io.tidemark.jinja.value.HasType;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.PythonText;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code get_relation_type}: the types of relations by dbt's names, and whether a text is one. */
record RelationTypes() implements Callable, HasAttributes, HasText, HasType {

  private static final Map<String, String> TYPES =
      Map.of(
          "Table", "table",
          "View", "view",
          "CTE", "cte",
          "External", "external",
          "MaterializedView", "materialized_view",
          "Function", "function",
          "Ephemeral", "ephemeral",
          "PointerTable", "pointer_table");

  private static final Set<String> KNOWN = Set.copyOf(TYPES.values());

  /** The type of that name, or missing. */
  static Object named(String name) {
    String type = TYPES.get(name);
    return type == null ? Missing.MISSING : type;
  }

  /** The type itself, if it is one. */
  static String checked(String type, Arguments arguments) {
    if (!KNOWN.contains(type)) {
      throw arguments.error("'" + type + "' is no type of relation", type, List.copyOf(KNOWN));
    }
    return type;
  }

  @Override
  public Object call(Arguments arguments) {
    return checked(PythonText.str(arguments.get(0, "value")), arguments);
  }

  @Override
  public Object attribute(String name) {
    return named(name);
  }

  @Override
  public Collection<String> attributeNames() {
    return TYPES.keySet();
  }

  @Override
  public String text() {
    return "<enum 'RelationType'>";
  }

  @Override
  public String typeName() {
    return "EnumType";
  }
}
