package io.tidemark.project.properties;

import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.config.ConfigOrigin;
import io.tidemark.project.config.ConfigValue;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.yaml.YamlEntry;
import io.tidemark.project.yaml.YamlFields;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what the entries of all kinds have in common: name, config, tests, columns. */
final class EntryReader {

  private final YamlMapping mapping;
  private final YamlFields fields;
  private final Problems problems;

  EntryReader(YamlMapping mapping, Problems problems) {
    this.mapping = mapping;
    this.fields = new YamlFields(mapping, problems);
    this.problems = problems;
  }

  YamlFields fields() {
    return fields;
  }

  /** The entry's name; null, with a problem, where it has none. */
  @Nullable String name(String kind) {
    String name = fields.text("name");
    if (fields.get("name") == null) {
      fields.missing("An entry of \"%s\" has no \"name\"".formatted(kind), "Add \"name: …\".");
    }
    return name;
  }

  /** Where the name is. */
  Place place() {
    YamlNode name = mapping.get("name");
    return name == null ? mapping.place() : name.place();
  }

  String description() {
    return fields.text("description", "");
  }

  /**
   * The entry's {@code config} and those keys beside it that dbt moves into it. dbt refuses a key
   * that stands in both places.
   */
  ConfigLayer config(String... moved) {
    YamlMapping config = fields.mapping("config");
    Map<String, ConfigValue> values = new LinkedHashMap<>();
    if (config != null) {
      values.putAll(ConfigLayer.withTemplates(ConfigOrigin.PROPERTIES, config).values());
    }
    for (String key : moved) {
      YamlEntry beside = mapping.entry(key);
      if (beside == null || beside.value().value() == null) {
        continue;
      }
      if (config != null && config.has(key)) {
        problems.add(
            Problem.of("\"%s\" stands beside \"config\" and in it".formatted(key))
                .at(beside.place())
                .at(config.placeOf(key))
                .next("Remove the one beside \"config\"."));
      }
      values.put(key, new ConfigValue(beside.value().value(), beside.value().place()));
    }
    return new ConfigLayer(ConfigOrigin.PROPERTIES, values);
  }

  /** Only the given keys, as a layer of their own. */
  ConfigLayer beside(String... keys) {
    Map<String, ConfigValue> values = new LinkedHashMap<>();
    for (String key : keys) {
      YamlNode value = fields.get(key);
      if (value != null) {
        values.put(key, new ConfigValue(value.value(), value.place()));
      }
    }
    return new ConfigLayer(ConfigOrigin.PROPERTIES, values);
  }

  /**
   * A macro's {@code config} over what stands beside it: as in dbt of both, {@code meta} is merged
   * and {@code docs} of the config goes before those beside it.
   */
  ConfigLayer mergedConfig() {
    YamlMapping config = fields.mapping("config");
    List<ConfigLayer> layers = new ArrayList<>();
    layers.add(config != null && config.has("docs") ? beside("meta") : beside("meta", "docs"));
    if (config != null) {
      layers.add(ConfigLayer.of(ConfigOrigin.PROPERTIES, config));
    }
    return merged(layers);
  }

  /** Layers merged into one, the most general first; a value that can't be merged is a problem. */
  ConfigLayer merged(List<ConfigLayer> layers) {
    try {
      Map<String, ConfigValue> values = new LinkedHashMap<>();
      NodeConfig.merge(layers)
          .values()
          .forEach((key, one) -> values.put(key, new ConfigValue(one.value(), one.place())));
      return new ConfigLayer(ConfigOrigin.PROPERTIES, values);
    } catch (ProjectException wrongType) {
      problems.add(wrongType);
      return ConfigLayer.empty(ConfigOrigin.PROPERTIES);
    }
  }

  /** The entry's data tests, by their new name or their old one. */
  List<YamlNode> tests() {
    if (fields.get("tests") != null && fields.get("data_tests") != null) {
      problems.add(
          Problem.of("\"tests\" and \"data_tests\" are the same key")
              .at(mapping.placeOf("tests"))
              .at(mapping.placeOf("data_tests"))
              .next("Move all tests to \"data_tests\"."));
    }
    return fields.list(fields.get("data_tests") == null ? "tests" : "data_tests");
  }

  /** The raw list under a key; empty where it is missing or no list. */
  List<YamlNode> raw(String key) {
    return fields.get(key) instanceof YamlSequence list ? list.items() : List.of();
  }

  List<ColumnProperties> columns() {
    List<ColumnProperties> columns = new ArrayList<>();
    for (YamlMapping column : fields.mappings("columns")) {
      EntryReader entry = new EntryReader(column, problems);
      String name = entry.name("columns");
      if (name != null) {
        columns.add(entry.column(name));
      }
    }
    return List.copyOf(columns);
  }

  private ColumnProperties column(String name) {
    ConfigLayer config = config();
    NodeConfig merged = NodeConfig.merge(List.of(merged(List.of(beside("meta", "tags"), config))));
    List<String> tags = List.of();
    Map<?, ?> meta = Map.of();
    try {
      tags = merged.tags();
      meta = merged.meta();
    } catch (ProjectException wrongType) {
      problems.add(wrongType);
    }
    return new ColumnProperties(
        name,
        description(),
        fields.text("data_type"),
        fields.bool("quote"),
        tags,
        meta,
        tests(),
        raw("constraints"),
        config,
        mapping,
        place());
  }
}
