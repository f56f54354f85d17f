package io.tidemark.project.properties;

import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.config.Quoting;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Place;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A source: tables that something else fills.
 *
 * @param file the properties file that defines it
 * @param description a template, not yet rendered; empty where there is none
 * @param database null stands for the target's
 * @param schema the source's name where it is not said
 * @param loader what fills it; empty where it is not said
 * @param loadedAtField null where it is not said
 * @param freshness as written, from {@code config} where it stands there; null where there is none
 * @param quoting for its tables
 * @param config its {@code config}, with {@code meta} and {@code tags} that stand beside it
 * @param connection Tidemark's own: the output of the profile that it is read from; null for the
 *     target itself
 * @param tables in their order
 * @param mapping the whole entry; keys that are not known here are kept in it
 * @param place where its name is
 */
public record SourceDefinition(
    SourceFile file,
    String name,
    String description,
    @Nullable String database,
    String schema,
    String loader,
    @Nullable String loadedAtField,
    @Nullable YamlNode freshness,
    Quoting quoting,
    ConfigLayer config,
    @Nullable SourceConnection connection,
    List<SourceTable> tables,
    YamlMapping mapping,
    Place place) {

  /** The table of a name. */
  public Optional<SourceTable> table(String tableName) {
    return tables.stream().filter(table -> table.name().equals(tableName)).findFirst();
  }
}
