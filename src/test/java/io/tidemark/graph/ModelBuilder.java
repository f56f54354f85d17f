package io.tidemark.graph;

import io.tidemark.postgres.Relation;
import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.config.ConfigOrigin;
import io.tidemark.project.config.ConfigValue;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.file.Checksum;
import io.tidemark.project.file.FileKind;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.SourceText;
import io.tidemark.project.properties.NodeProperties;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.template.ParsedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds a model for tests; what is not said is as plain as it can be. */
public final class ModelBuilder {

  private static final String MODELS = "models";

  private final String path;
  private final Map<String, ConfigValue> config = new LinkedHashMap<>();
  private final List<String> dependsOn = new ArrayList<>();
  private String packageName = "shop";
  private String propertiesFile = "";
  private ResourceType type = ResourceType.MODEL;

  private ModelBuilder(String path) {
    this.path = path;
  }

  /** A model in a file, for example {@code models/marts/orders.sql}, of the package shop. */
  public static ModelBuilder model(String path) {
    return new ModelBuilder(path);
  }

  /** Puts it into another package. Say so before what it reads. */
  public ModelBuilder inPackage(String name) {
    packageName = name;
    return this;
  }

  /** Makes it something else than a model. */
  public ModelBuilder type(ResourceType other) {
    type = other;
    return this;
  }

  /** Sets a key of its configuration. */
  public ModelBuilder config(String key, Object value) {
    config.put(key, new ConfigValue(value, null));
    return this;
  }

  /** Gives it tags. */
  public ModelBuilder tags(String... tags) {
    return config("tags", List.of(tags));
  }

  /** Describes it in a properties file. */
  public ModelBuilder describedIn(String file) {
    propertiesFile = file;
    return this;
  }

  /** Lets it read models of its package, by name, and sources, as {@code raw.orders}. */
  public ModelBuilder reads(String... names) {
    for (String name : names) {
      dependsOn.add(
          "%s.%s.%s".formatted(name.contains(".") ? "source" : "model", packageName, name));
    }
    return this;
  }

  /** The model. */
  public Node build() {
    SourceFile file =
        new SourceFile(
            FileKind.MODEL,
            path,
            MODELS,
            Path.of("/", packageName, path),
            SourceText.of(path, "select 1"),
            Checksum.ofContents("select 1"));
    ConfigLayer inFile = new ConfigLayer(ConfigOrigin.IN_FILE, config);
    return new Node(
        "%s.%s.%s".formatted(type.dbtName(), packageName, file.name()),
        type,
        packageName,
        file.name(),
        file.fqn(packageName),
        file,
        NodeConfig.merge(List.of(inFile)),
        new ParsedModel(List.of(inFile), List.of(), List.of(), List.of(), Set.of(), Set.of()),
        new Relation("warehouse", "marts", file.name()),
        dependsOn,
        propertiesFile.isEmpty() ? null : properties(file.name()),
        NodeDetail.Model.PLAIN);
  }

  private NodeProperties properties(String name) {
    Place place = new Place(propertiesFile, 3, 5, "  - name: " + name);
    return new NodeProperties(
        MODELS,
        name,
        "",
        List.of(),
        ConfigLayer.empty(ConfigOrigin.PROPERTIES),
        List.of(),
        List.of(),
        null,
        List.of(),
        YamlMapping.empty(place),
        place,
        null);
  }
}
