package io.tidemark.report.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** When an entry of the manifest counts as what it was. */
class NodeComparisonTest {

  @Test
  void anExportIsComparedByWhatIsWrittenOfIt() throws JsonProcessingException {
    JsonNode now = query("{export_as: table}", "dev");

    assertThat(same(now, query("{export_as: table}", "prod"))).isTrue();
    assertThat(same(now, query("{export_as: view}", "dev"))).isFalse();
    assertThat(same(now, query("{export_as: table, schema: own}", "dev"))).isFalse();
    assertThat(same(now, read("{resource_type: saved_query, exports: []}"))).isFalse();
  }

  private static boolean same(JsonNode now, JsonNode then) {
    return new NodeComparison(now, then, false).same();
  }

  private static JsonNode query(String written, String schema) throws JsonProcessingException {
    return read(
        "{resource_type: saved_query, exports: [{name: e, config: {schema_name: %s}, unrendered_config: %s}]}"
            .formatted(schema, written));
  }

  private static JsonNode read(String relaxed) throws JsonProcessingException {
    return new ObjectMapper().readTree(relaxed.replaceAll("([a-z_]+)", "\"$1\""));
  }
}
