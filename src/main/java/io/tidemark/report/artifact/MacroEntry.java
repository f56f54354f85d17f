package io.tidemark.report.artifact;

import io.tidemark.report.artifact.ManifestInput.MacroArgument;
import io.tidemark.report.artifact.ManifestInput.MacroFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A macro as the manifest has it. */
final class MacroEntry {

  private final InvocationFacts invocation;

  MacroEntry(InvocationFacts invocation) {
    this.invocation = invocation;
  }

  Map<String, @Nullable Object> of(MacroFacts macro) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("name", macro.name());
    entry.put("resource_type", "macro");
    entry.put("package_name", macro.packageName());
    entry.put("path", macro.path());
    entry.put("original_file_path", macro.path());
    entry.put("unique_id", macro.uniqueId());
    entry.put("macro_sql", macro.source());
    entry.put("depends_on", Map.of("macros", macro.dependsOn()));
    entry.put("description", macro.description());
    Map<String, @Nullable Object> docs = new LinkedHashMap<>();
    docs.put("show", !Boolean.FALSE.equals(macro.docs().get("show")));
    docs.put("node_color", macro.docs().get("node_color"));
    entry.put("meta", macro.meta());
    entry.put("docs", docs);
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("meta", macro.meta());
    config.put("docs", docs);
    entry.put("config", config);
    entry.put("patch_path", macro.patchPath());
    entry.put("arguments", arguments(macro));
    entry.put("created_at", ArtifactTime.epoch(invocation.generatedAt()));
    entry.put("supported_languages", macro.languages().isEmpty() ? null : macro.languages());
    return entry;
  }

  private static List<Map<String, @Nullable Object>> arguments(MacroFacts macro) {
    List<Map<String, @Nullable Object>> arguments = new ArrayList<>();
    for (MacroArgument argument : macro.arguments()) {
      Map<String, @Nullable Object> entry = new LinkedHashMap<>();
      entry.put("name", argument.name());
      entry.put("type", argument.type());
      entry.put("description", argument.description());
      arguments.add(entry);
    }
    return arguments;
  }
}
