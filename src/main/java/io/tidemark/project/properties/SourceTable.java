package io.tidemark.project.properties;

import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.config.Quoting;
import io.tidemark.project.problem.Place;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of a source.
 *
 * @param description a template, not yet rendered; empty where there is none
 * @param identifier the table's name in the database; its name here where it is not said
 * @param loadedAtField null where it is not said here; then the source's holds
 * @param freshness as written, null where it is not said here; a written {@code null} is a scalar
 *     without a value and turns the source's freshness off
 * @param quoting the source's, overridden by the table's
 * @param columns in their order
 * @param config the source's configuration, overridden by the table's: meta merged, tags joined
 * @param tests its data tests as written
 * @param load Tidemark's own: how it is copied into the target; null where its source names no
 *     connection
 * @param mapping the whole entry; keys that are not known here are kept in it
 * @param place where its name is
 */
public record SourceTable(
    String name,
    String description,
    String identifier,
    @Nullable String loadedAtField,
    @Nullable YamlNode freshness,
    Quoting quoting,
    List<ColumnProperties> columns,
    ConfigLayer config,
    List<YamlNode> tests,
    @Nullable SourceLoad load,
    YamlMapping mapping,
    Place place) {

  /** The same, loaded in another way. */
  public SourceTable loadedBy(@Nullable SourceLoad other) {
    return new SourceTable(
        name,
        description,
        identifier,
        loadedAtField,
        freshness,
        quoting,
        columns,
        config,
        tests,
        other,
        mapping,
        place);
  }
}
