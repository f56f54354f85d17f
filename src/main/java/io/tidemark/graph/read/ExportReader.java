package io.tidemark.graph.read;

import io.tidemark.graph.Export;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.template.TemplateEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names the exports of saved queries: by the macros that name models, as in dbt; a schema and an
 * alias that are written win over what these say, a database does not.
 */
final class ExportReader {

  private final TemplateEngine engine;

  ExportReader(TemplateEngine engine) {
    this.engine = engine;
  }

  /**
   * The exports of a saved query.
   *
   * @param config the saved query's, which says what an export leaves out
   * @throws io.tidemark.project.problem.ProjectException if a macro fails
   */
  List<Export> of(YamlMapping query, NodeConfig config, String packageName) {
    YamlNode written = query.get("exports");
    List<Export> exports = new ArrayList<>();
    if (written != null && written.value() instanceof List<?> list) {
      for (Object one : list) {
        if (one instanceof Map<?, ?> export) {
          exports.add(export(export, config, packageName));
        }
      }
    }
    return exports;
  }

  private Export export(Map<?, ?> export, NodeConfig config, String packageName) {
    Map<?, ?> own = export.get("config") instanceof Map<?, ?> map ? map : Map.of();
    String name = String.valueOf(export.get("name"));
    Map<String, @Nullable Object> node = new LinkedHashMap<>();
    node.put("name", name);
    node.put("config", own);
    node.put("unrendered_config", own);
    String as = text(own, "export_as");
    String schema = text(own, "schema_name");
    schema = schema == null ? text(own, "schema") : schema;
    schema = schema == null ? config.string("schema") : schema;
    String alias = text(own, "alias");
    return new Export(
        name,
        as == null ? config.string("export_as", "table") : as,
        engine
            .caller()
            .call("generate_database_name", packageName, config, node, text(own, "database"), node),
        schema == null
            ? engine.caller().call("generate_schema_name", packageName, config, node, null, node)
            : schema,
        alias == null
            ? engine.caller().call("generate_alias_name", packageName, config, node, null, node)
            : alias,
        own);
  }

  private static @Nullable String text(Map<?, ?> map, String key) {
    Object value = map.get(key);
    return value == null ? null : value.toString();
  }
}
