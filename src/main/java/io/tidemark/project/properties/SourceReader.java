package io.tidemark.project.properties;

import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.config.Quoting;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.yaml.YamlFields;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an entry of {@code sources}. */
final class SourceReader {

  private static final String LOADED_AT_FIELD = "loaded_at_field";

  private final Problems problems;

  SourceReader(Problems problems) {
    this.problems = problems;
  }

  /** The source; null, with a problem, where it has no name. */
  @Nullable SourceDefinition read(SourceFile file, YamlMapping mapping) {
    EntryReader entry = new EntryReader(mapping, problems);
    YamlFields fields = entry.fields();
    String name = entry.name("sources");
    if (name == null) {
      return null;
    }
    ConfigLayer own = entry.config();
    ConfigLayer config = entry.merged(List.of(entry.beside("meta", "tags"), own));
    Quoting quoting = Quoting.of(fields.mapping("quoting"), problems);
    List<SourceTable> tables = new ArrayList<>();
    for (YamlMapping table : fields.mappings("tables")) {
      SourceTable read = table(table, config, quoting);
      if (read != null) {
        tables.add(read);
      }
    }
    return new SourceDefinition(
        file,
        name,
        entry.description(),
        fields.text("database"),
        fields.text("schema", name),
        fields.text("loader", ""),
        loadedAtField(fields),
        freshness(mapping),
        quoting,
        config,
        fields.get("connection"),
        fields.get("load"),
        List.copyOf(tables),
        mapping,
        entry.place());
  }

  private @Nullable SourceTable table(YamlMapping mapping, ConfigLayer source, Quoting quoting) {
    EntryReader entry = new EntryReader(mapping, problems);
    YamlFields fields = entry.fields();
    String name = entry.name("tables");
    if (name == null) {
      return null;
    }
    return new SourceTable(
        name,
        entry.description(),
        fields.text("identifier", name),
        loadedAtField(fields),
        freshness(mapping),
        quoting.overriddenBy(Quoting.of(fields.mapping("quoting"), problems)),
        entry.columns(),
        entry.merged(List.of(source, entry.beside("meta", "tags"), entry.config())),
        entry.tests(),
        fields.get("load"),
        mapping,
        entry.place());
  }

  /** Both fields may stand in the entry, as they used to, or in its {@code config}. */
  private @Nullable String loadedAtField(YamlFields fields) {
    String beside = fields.text(LOADED_AT_FIELD);
    if (beside != null && beside.isEmpty()) {
      problems.add(
          Problem.of("\"loaded_at_field\" can't be empty")
              .at(fields.mapping().placeOf(LOADED_AT_FIELD))
              .next("Name a column, or remove the line."));
    }
    YamlMapping config = fields.mapping("config");
    return beside != null || config == null
        ? beside
        : new YamlFields(config, problems).text(LOADED_AT_FIELD);
  }

  private static @Nullable YamlNode freshness(YamlMapping mapping) {
    YamlNode beside = mapping.get("freshness");
    return beside == null && mapping.get("config") instanceof YamlMapping config
        ? config.get("freshness")
        : beside;
  }
}
