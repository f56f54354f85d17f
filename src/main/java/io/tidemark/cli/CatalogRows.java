package io.tidemark.cli;

import io.tidemark.graph.compile.Compiler;
import io.tidemark.jinja.value.Iteration;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.postgres.DocumentedColumn;
import io.tidemark.postgres.Relation;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.template.Macro;
import io.tidemark.template.relation.RelationValue;
import io.tidemark.template.table.TableValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of relations and their columns for {@code catalog.json}.
 *
 * @param columns the columns, those of a relation in their order
 * @param stats statistics of relations, by relation and name
 */
record CatalogRows(List<DocumentedColumn> columns, Map<Relation, Map<String, Object>> stats) {

  /** As many relations as dbt asks for one by one; of more it asks whole schemas. */
  private static final int BY_RELATION = 100;

  private static final String STATS = "stats:";

  CatalogRows {
    columns = List.copyOf(columns);
    stats = Map.copyOf(stats);
  }

  /** Nothing is known of any. */
  static CatalogRows of(List<DocumentedColumn> columns) {
    return new CatalogRows(columns, Map.of());
  }

  /**
   * The macro that a project has in the place of ours, if it has one: as in dbt {@code
   * get_catalog_relations}, or {@code get_catalog} where there are many.
   *
   * @param relations how many are asked for
   * @param selected whether nodes have been selected, which dbt does where it compiles
   */
  static Optional<Macro> macro(LoadedProject project, int relations, boolean selected) {
    return project.engine().macros().replacing(name(relations, selected), project.project().name());
  }

  private static String name(int relations, boolean selected) {
    return selected && relations <= BY_RELATION ? "get_catalog_relations" : "get_catalog";
  }

  /**
   * Calls such a macro.
   *
   * @param compiler may ask the database
   * @param asked the relations that it is about
   * @throws ProjectException if it fails, or gives no table with dbt's columns
   */
  static CatalogRows of(Macro macro, Compiler compiler, String database, List<Relation> asked) {
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    arguments.put("information_schema", RelationValue.informationSchema(database));
    if (macro.name().endsWith("_relations")) {
      arguments.put("relations", asked.stream().map(RelationValue::of).toList());
    } else {
      Set<String> schemas = new TreeSet<>();
      asked.forEach(relation -> schemas.add(relation.schema()));
      arguments.put("schemas", List.copyOf(schemas));
    }
    if (!(compiler.operate(macro, arguments) instanceof TableValue table)) {
      throw new ProjectException(
          Problem.of("The macro " + macro.name() + " gives no table")
              .found("It is written in " + macro.path() + ".")
              .next("Let it return what a statement has fetched: load_result('catalog').table."));
    }
    return read(macro, table, asked);
  }

  private static CatalogRows read(Macro macro, TableValue table, List<Relation> asked) {
    Map<String, Relation> known = new LinkedHashMap<>();
    asked.forEach(relation -> known.put(key(relation.schema(), relation.name()), relation));
    List<DocumentedColumn> columns = new ArrayList<>();
    Map<Relation, Map<String, Object>> stats = new LinkedHashMap<>();
    for (Object one : table) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      List<@Nullable Object> values = Iteration.list(one);
      for (int i = 0; i < values.size(); i++) {
        row.put(table.columnNames().get(i), values.get(i));
      }
      Relation relation =
          known.get(key(text(macro, row, "table_schema"), text(macro, row, "table_name")));
      // What nobody has asked for is left out, as in dbt.
      if (relation != null) {
        columns.add(column(macro, row, relation));
        stats.computeIfAbsent(relation, any -> statistics(row));
      }
    }
    return new CatalogRows(columns, stats);
  }

  private static String key(String schema, String name) {
    return (schema + "." + name).toLowerCase(Locale.ROOT);
  }

  private static DocumentedColumn column(
      Macro macro, Map<String, @Nullable Object> row, Relation relation) {
    return new DocumentedColumn(
        relation.schema(),
        relation.name(),
        text(macro, row, "table_type"),
        optional(row, "table_comment"),
        Objects.requireNonNullElse(optional(row, "table_owner"), ""),
        text(macro, row, "column_name"),
        index(macro, row),
        text(macro, row, "column_type"),
        optional(row, "column_comment"));
  }

  private static int index(Macro macro, Map<String, @Nullable Object> row) {
    String written = text(macro, row, "column_index");
    try {
      return (int) Double.parseDouble(written);
    } catch (NumberFormatException e) {
      throw missing(macro, "column_index");
    }
  }

  private static String text(Macro macro, Map<String, @Nullable Object> row, String column) {
    String found = optional(row, column);
    if (found == null) {
      throw missing(macro, column);
    }
    return found;
  }

  private static ProjectException missing(Macro macro, String column) {
    return new ProjectException(
        Problem.of("Catalog information missing required key '%s'".formatted(column))
            .found(
                "The macro %s of %s gives a row without it."
                    .formatted(macro.name(), macro.path())));
  }

  private static @Nullable String optional(Map<String, @Nullable Object> row, String column) {
    Object value = row.get(column);
    return value == null ? null : PythonText.str(value);
  }

  /**
   * {@code stats:NAME:label}, {@code …:value} and so on; one that is not to be shown is left out.
   */
  private static Map<String, Object> statistics(Map<String, @Nullable Object> row) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (String column : row.keySet()) {
      String[] parts = column.split(":", -1);
      if (column.startsWith(STATS) && parts.length == 3 && parts[2].equals("label")) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("id", parts[1]);
        for (String key : List.of("label", "value", "include", "description")) {
          one.put(key, row.get(STATS + parts[1] + ":" + key));
        }
        if (Boolean.TRUE.equals(one.get("include"))) {
          all.put(parts[1], one);
        }
      }
    }
    return all;
  }
}
