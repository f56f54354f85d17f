package io.tidemark.project.properties;

import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.problem.Place;
import io.tidemark.project.shape.Shapes;
import io.tidemark.project.yaml.YamlEntry;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
    Place place) {

  /** What stands under keys that dbt has no meaning for; it keeps them for whoever reads them. */
  public Map<String, @Nullable Object> others() {
    Set<String> known = Objects.requireNonNull(Shapes.entry("column")).keys().keySet();
    Map<String, @Nullable Object> others = new LinkedHashMap<>();
    for (YamlEntry entry : mapping.entries()) {
      if (!known.contains(entry.name())) {
        others.put(entry.name(), entry.value().value());
      }
    }
    return others;
  }
}
