package io.tidemark.project.properties;

import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.problem.Place;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A column as a properties file describes it.
 *
 * @param description a template, not yet rendered; empty where there is none
 * @param dataType null where it is not said
 * @param quote whether the name is quoted; null where it is not said
 * @param tags those of the column and of its {@code config}
 * @param meta that of the column with that of its {@code config}
 * @param tests its data tests as written
 * @param constraints as written
 * @param config its {@code config}
 * @param mapping the whole entry; keys that are not known here are kept in it
 */
public record ColumnProperties(
    String name,
    String description,
    @Nullable String dataType,
    @Nullable Boolean quote,
    List<String> tags,
    Map<?, ?> meta,
    List<YamlNode> tests,
    List<YamlNode> constraints,
    ConfigLayer config,
    YamlMapping mapping,
    Place place) {}
