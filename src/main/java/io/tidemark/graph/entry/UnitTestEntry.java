package io.tidemark.graph.entry;

import io.tidemark.graph.Manifest;
import io.tidemark.graph.Node;
import io.tidemark.graph.UnitTest;
import io.tidemark.graph.UnitTestRows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A unit test as the manifest has it. */
final class UnitTestEntry {

  private final EntryTexts texts;
  private final Manifest manifest;

  UnitTestEntry(EntryTexts texts, Manifest manifest) {
    this.texts = texts;
    this.manifest = manifest;
  }

  Map<String, @Nullable Object> of(UnitTest test) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    List<Map<String, @Nullable Object>> given = new ArrayList<>();
    for (UnitTest.Given one : test.given()) {
      Map<String, @Nullable Object> input = rows(one.rows());
      input.put("input", one.input());
      given.add(input);
    }
    entry.put("model", test.fqn().get(test.fqn().size() - 2));
    entry.put("given", given);
    entry.put("expect", rows(test.expect()));
    entry.put("name", test.name());
    entry.put("resource_type", test.type().dbtName());
    entry.put("package_name", test.packageName());
    entry.put("path", test.originalPath().replaceFirst("^[^/]*/", ""));
    entry.put("original_file_path", test.originalPath());
    entry.put("unique_id", test.uniqueId());
    entry.put("fqn", test.fqn());
    String description = EntryTexts.text(test.mapping(), "description");
    entry.put(
        "description",
        description == null ? "" : texts.description(description, test.packageName()));
    entry.put("overrides", overrides(test));
    entry.put("depends_on", EntryTexts.dependsOn(List.of(), test.dependsOn()));
    Map<String, @Nullable Object> config = EntryTexts.configured(test.config());
    config.put("enabled", test.config().enabled());
    config.put("tags", test.tags());
    config.put("meta", test.config().meta());
    config.put(
        ConfigEntry.STATIC_ANALYSIS,
        ConfigEntry.staticAnalysis(test.config().get(ConfigEntry.STATIC_ANALYSIS)));
    entry.put("config", config);
    entry.put("checksum", null);
    Node model = manifest.nodes().get(test.model());
    entry.put("schema", model == null ? null : model.relation().asWritten().schema());
    entry.put("created_at", texts.createdAt());
    entry.put("versions", versions(test));
    entry.put("version", test.version());
    entry.put("checksum", StateChecksum.ofUnitTest(entry));
    return entry;
  }

  private static Map<String, @Nullable Object> rows(UnitTestRows rows) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("rows", rows.text() == null ? rows.rows() : rows.text());
    entry.put("format", rows.format().name().toLowerCase(Locale.ROOT));
    entry.put("fixture", rows.fixture());
    return entry;
  }

  private static @Nullable Map<String, @Nullable Object> versions(UnitTest test) {
    if (!(EntryTexts.value(test.mapping(), "versions") instanceof Map<?, ?> written)) {
      return null;
    }
    Map<String, @Nullable Object> versions = new LinkedHashMap<>();
    versions.put("include", written.get("include"));
    versions.put("exclude", written.get("exclude"));
    return versions;
  }

  private static @Nullable Map<String, @Nullable Object> overrides(UnitTest test) {
    if (!(EntryTexts.value(test.mapping(), "overrides") instanceof Map<?, ?> written)) {
      return null;
    }
    Map<String, @Nullable Object> overrides = new LinkedHashMap<>();
    for (String key : List.of("macros", "vars", "env_vars")) {
      Object value = written.get(key);
      overrides.put(key, value == null ? Map.of() : value);
    }
    return overrides;
  }
}
