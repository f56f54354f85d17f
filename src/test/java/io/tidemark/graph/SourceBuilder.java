package io.tidemark.graph;

import io.tidemark.postgres.NameQuoting;
import io.tidemark.postgres.Relation;
import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.config.ConfigOrigin;
import io.tidemark.project.config.ConfigValue;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.config.Quoting;
import io.tidemark.project.file.Checksum;
import io.tidemark.project.file.FileKind;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.SourceText;
import io.tidemark.project.properties.SourceDefinition;
import io.tidemark.project.properties.SourceTable;
import io.tidemark.project.yaml.YamlMapping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds a source's table for tests; what is not said is as plain as it can be. */
public final class SourceBuilder {

  private static final String MODELS = "models";

  private final String source;
  private final String table;
  private final Map<String, ConfigValue> config = new LinkedHashMap<>();
  private String packageName = "shop";
  private String path = "models/staging/sources.yml";

  private SourceBuilder(String source, String table) {
    this.source = source;
    this.table = table;
  }

  /** A table of a source of the package shop, written in {@code models/staging/sources.yml}. */
  public static SourceBuilder source(String source, String table) {
    return new SourceBuilder(source, table);
  }

  /** Puts it into another package. */
  public SourceBuilder inPackage(String name) {
    packageName = name;
    return this;
  }

  /** Puts it into another properties file. */
  public SourceBuilder writtenIn(String file) {
    path = file;
    return this;
  }

  /** Gives it tags. */
  public SourceBuilder tags(String... tags) {
    config.put("tags", new ConfigValue(List.of(tags), null));
    return this;
  }

  /** The table. */
  public SourceNode build() {
    Place place = new Place(path, 4, 5, "  - name: " + source);
    SourceFile file =
        new SourceFile(
            FileKind.PROPERTIES,
            path,
            MODELS,
            Path.of("/", packageName, path),
            SourceText.of(path, ""),
            Checksum.ofContents(""));
    ConfigLayer layer = new ConfigLayer(ConfigOrigin.PROPERTIES, config);
    SourceTable sourceTable = table(layer, place);
    return new SourceNode(
        "source.%s.%s.%s".formatted(packageName, source, table),
        packageName,
        fqn(file),
        NodeConfig.merge(List.of(layer)),
        definition(file, sourceTable, place),
        sourceTable,
        new Relation("warehouse", source, table),
        NameQuoting.ALL);
  }

  private List<String> fqn(SourceFile file) {
    List<String> fqn = new ArrayList<>();
    fqn.add(packageName);
    fqn.addAll(file.folders());
    fqn.add(source);
    fqn.add(table);
    return fqn;
  }

  private SourceTable table(ConfigLayer layer, Place place) {
    return new SourceTable(
        table,
        "",
        table,
        null,
        null,
        Quoting.UNSET,
        List.of(),
        layer,
        List.of(),
        null,
        YamlMapping.empty(place),
        place);
  }

  private SourceDefinition definition(SourceFile file, SourceTable sourceTable, Place place) {
    return new SourceDefinition(
        file,
        source,
        "",
        null,
        source,
        "",
        null,
        null,
        Quoting.UNSET,
        ConfigLayer.empty(ConfigOrigin.PROPERTIES),
        null,
        List.of(sourceTable),
        YamlMapping.empty(place),
        place);
  }
}
