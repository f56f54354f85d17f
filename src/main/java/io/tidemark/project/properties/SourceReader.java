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
  private final SourceLoadReader loads;

  SourceReader(Problems problems) {
    this.problems = problems;
    this.loads = new SourceLoadReader(problems);
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
    boolean elsewhere = fields.get("connection") != null;
    SourceConnection connection = connection(fields);
    SourceLoadReader.Options load = loads.options(load(fields, elsewhere, name));
    List<SourceTable> tables = new ArrayList<>();
    for (YamlMapping table : fields.mappings("tables")) {
      SourceTable read = table(table, name, elsewhere ? load : null, config, quoting);
      if (read != null) {
        tables.add(read);
      }
    }
    return new SourceDefinition(
        file,
        name,
        entry.description(),
        emptyAsNull(fields.text("database")),
        orDefault(fields.text("schema"), name),
        fields.text("loader", ""),
        loadedAtField(fields),
        freshness(mapping),
        quoting,
        config,
        connection,
        List.copyOf(tables),
        mapping,
        entry.place());
  }

  private @Nullable SourceConnection connection(YamlFields fields) {
    YamlNode written = fields.get("connection");
    String name = fields.text("connection");
    if (written == null || name == null) {
      return null;
    }
    if (name.isBlank()) {
      problems.add(
          Problem.of("\"connection\" can't be empty")
              .at(written.place())
              .next("Name an output of the profile, or remove the line."));
      return null;
    }
    return new SourceConnection(name.strip(), written.place());
  }

  /** How it is loaded; nothing, with a problem, where it is in the target already. */
  private @Nullable YamlNode load(YamlFields fields, boolean elsewhere, String name) {
    YamlNode load = fields.get("load");
    if (load != null && !elsewhere) {
      problems.add(
          Problem.of("%s has a \"load\", and its source no \"connection\"".formatted(name))
              .at(fields.mapping().placeOf("load"))
              .found(
                  "Without a connection a source is in the target, and nothing has to be loaded.")
              .next(
                  "Name the output of the profile that it is in: \"connection: …\", or remove"
                      + " \"load\"."));
      return null;
    }
    return load;
  }

  /**
   * A table.
   *
   * @param load how the source is loaded; null where it is in the target
   */
  private @Nullable SourceTable table(
      YamlMapping mapping,
      String sourceName,
      SourceLoadReader.@Nullable Options load,
      ConfigLayer source,
      Quoting quoting) {
    EntryReader entry = new EntryReader(mapping, problems);
    YamlFields fields = entry.fields();
    String name = entry.name("tables");
    if (name == null) {
      return null;
    }
    String fullName = sourceName + "." + name;
    SourceLoadReader.Options own = loads.options(load(fields, load != null, fullName));
    return new SourceTable(
        name,
        entry.description(),
        orDefault(fields.text("identifier"), name),
        loadedAtField(fields),
        freshness(mapping),
        quoting.overriddenBy(Quoting.of(fields.mapping("quoting"), problems)),
        entry.columns(),
        entry.merged(List.of(source, entry.beside("meta", "tags"), entry.config())),
        entry.tests(),
        load == null ? null : loads.load(own.over(load), fullName, entry.place(), sourceName),
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

  /** As in dbt, an empty text is as good as none. */
  private static String orDefault(@Nullable String text, String whenMissing) {
    return text == null || text.isEmpty() ? whenMissing : text;
  }

  private static @Nullable String emptyAsNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private static @Nullable YamlNode freshness(YamlMapping mapping) {
    YamlNode beside = mapping.get("freshness");
    return beside == null && mapping.get("config") instanceof YamlMapping config
        ? config.get("freshness")
        : beside;
  }
}
