package io.tidemark.materialization;

import io.tidemark.load.IndexDefinition;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a model's configuration says about the table it becomes, checked. */
final class ModelSettings {

  private final NodeConfig config;

  ModelSettings(NodeConfig config) {
    this.config = config;
  }

  boolean unlogged() {
    return config.bool("unlogged", false);
  }

  boolean enforceUniqueKey() {
    return config.bool("enforce_unique_key", false);
  }

  /**
   * The columns whose greatest value is kept: the configured one and those the template asks for.
   */
  List<String> watermarks(Set<String> askedFor) {
    Set<String> columns = new LinkedHashSet<>(config.strings("watermark"));
    askedFor.stream().sorted().forEach(columns::add);
    return List.copyOf(columns);
  }

  /** dbt-postgres's {@code indexes:}, a list of mappings with columns, unique and type. */
  List<IndexDefinition> indexes() {
    Object value = config.get("indexes");
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof Collection<?> items)) {
      throw wrong("a list of indexes", value);
    }
    List<IndexDefinition> indexes = new ArrayList<>();
    for (Object item : items) {
      indexes.add(index(item));
    }
    return indexes;
  }

  private IndexDefinition index(Object item) {
    if (!(item instanceof Map<?, ?> index)
        || !(index.get("columns") instanceof Collection<?> names)) {
      throw wrong(
          "a list of mappings with \"columns\", and \"unique\" and \"type\" if wanted", item);
    }
    Object unique = index.get("unique");
    Object type = index.get("type");
    return new IndexDefinition(
        names.stream().map(String::valueOf).toList(),
        Boolean.TRUE.equals(unique),
        type == null ? null : type.toString());
  }

  private ProjectException wrong(String allowed, Object found) {
    var value = config.value("indexes");
    return new ProjectException(
        Problem.of("The config \"indexes\" must be " + allowed)
            .at(value == null ? null : value.place())
            .found("Found " + found + ".")
            .next("Write for example: indexes: [{columns: ['order_id'], unique: true}]"));
  }
}
