package io.tidemark.report.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A manifest, ours or dbt's, as it stands in a file.
 *
 * @param tree the whole file
 */
record EarlierManifest(JsonNode tree) {

  /** Where nodes of the graph are. */
  private static final List<String> SECTIONS =
      List.of(
          "nodes",
          "sources",
          "exposures",
          "metrics",
          "semantic_models",
          "saved_queries",
          "unit_tests",
          "functions");

  /** The entries of all nodes by their ids. */
  Map<String, JsonNode> entries() {
    Map<String, JsonNode> entries = new LinkedHashMap<>();
    for (String section : SECTIONS) {
      tree.path(section)
          .properties()
          .forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
    }
    return entries;
  }

  /** The text of a macro; missing where it has none. */
  JsonNode macroText(String id) {
    JsonNode macro = tree.path("macros").path(id);
    return macro.isMissingNode() ? MissingNode.getInstance() : macro.path("macro_sql");
  }

  /** The ids of the macros by the names that they are called by. */
  Map<String, String> macroNames() {
    Map<String, String> names = new LinkedHashMap<>();
    tree.path("macros")
        .properties()
        .forEach(
            macro -> names.putIfAbsent(macro.getValue().path("name").asText(), macro.getKey()));
    return names;
  }
}
