package io.tidemark.report.artifact;

import io.tidemark.postgres.DocumentedColumn;
import io.tidemark.postgres.Relation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code catalog.json}, version 1: what the database says about the project's relations. */
public final class CatalogArtifact {

  /** The file's name. */
  public static final String FILE_NAME = "catalog.json";

  /** The order of dbt's query. */
  private static final Comparator<Relation> AS_FOUND =
      Comparator.comparing(Relation::schema).thenComparing(Relation::name);

  private final InvocationFacts invocation;
  private final Map<Relation, List<DocumentedColumn>> columns = new LinkedHashMap<>();
  private final Map<Relation, Map<String, Object>> stats;

  /**
   * A catalog of these columns.
   *
   * @param database the database that they are in
   * @param stats statistics of relations by their names, each with {@code id}, {@code label},
   *     {@code value}, {@code description} and {@code include}
   */
  public CatalogArtifact(
      InvocationFacts invocation,
      String database,
      List<DocumentedColumn> columns,
      Map<Relation, Map<String, Object>> stats) {
    this.invocation = invocation;
    this.stats = Map.copyOf(stats);
    for (DocumentedColumn column : columns) {
      this.columns
          .computeIfAbsent(
              new Relation(database, column.schema(), column.table()), any -> new ArrayList<>())
          .add(column);
    }
  }

  /**
   * Writes it, all or nothing.
   *
   * @param nodes where the nodes are, by their ids
   * @param sources where the sources are, by their ids
   * @param errors what could not be asked; empty where all could
   * @throws IOException if it can't be written; the old file is still there then
   */
  public void write(
      Path path, Map<String, Relation> nodes, Map<String, Relation> sources, List<String> errors)
      throws IOException {
    Map<String, @Nullable Object> content = new LinkedHashMap<>();
    content.put("metadata", invocation.metadata(DbtCompatibility.CATALOG_SCHEMA));
    content.put("nodes", tables(nodes));
    content.put("sources", tables(sources));
    content.put("errors", errors.isEmpty() ? null : errors);
    ArtifactFile.write(path, content);
  }

  private Map<String, Object> tables(Map<String, Relation> relations) {
    Map<String, Object> tables = new LinkedHashMap<>();
    relations.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(AS_FOUND))
        .forEach(
            entry -> {
              List<DocumentedColumn> found = columns.get(entry.getValue());
              if (found != null) {
                tables.put(entry.getKey(), table(entry.getKey(), entry.getValue(), found));
              }
            });
    return tables;
  }

  private Map<String, @Nullable Object> table(
      String id, Relation relation, List<DocumentedColumn> found) {
    DocumentedColumn first = found.get(0);
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("type", first.kind());
    metadata.put("schema", relation.schema());
    metadata.put("name", relation.name());
    metadata.put("database", relation.database());
    metadata.put("comment", first.tableComment());
    metadata.put("owner", first.owner());
    Map<String, Object> columns = new LinkedHashMap<>();
    for (DocumentedColumn column : found) {
      Map<String, @Nullable Object> entry = new LinkedHashMap<>();
      entry.put("type", column.type());
      entry.put("index", column.index());
      entry.put("name", column.name());
      entry.put("comment", column.comment());
      columns.put(column.name(), entry);
    }
    Map<String, @Nullable Object> table = new LinkedHashMap<>();
    table.put("metadata", metadata);
    table.put("columns", columns);
    Map<String, Object> told = new LinkedHashMap<>(stats.getOrDefault(relation, Map.of()));
    told.put("has_stats", hasStats(!told.isEmpty()));
    table.put("stats", told);
    table.put("unique_id", id);
    return table;
  }

  /** dbt has none of PostgreSQL by itself either, and says so. */
  private static Map<String, Object> hasStats(boolean some) {
    Map<String, Object> stats = new LinkedHashMap<>();
    stats.put("id", "has_stats");
    stats.put("label", "Has Stats?");
    stats.put("value", some);
    stats.put("include", false);
    stats.put("description", "Indicates whether there are statistics for this table");
    return stats;
  }
}
