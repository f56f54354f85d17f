package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A run as programs follow it that read dbt's events. */
class FollowedRunTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final ProjectFolder project;

  FollowedRunTest(@TempDir Path folder) {
    project =
        ProjectFolder.in(folder, database.settings(), "followed")
            .model("orders", "{{ config(materialized='table') }} select null::int as id")
            .model("broken", "select nothing as id")
            .file(
                "models/schema.yml",
                """
                groups:
                  - name: sales
                    owner: {name: Sales, email: [a@example.com, b@example.com]}
                models:
                  - name: orders
                    config: {group: sales}
                    columns: [{name: id, data_tests: [not_null]}]
                """);
  }

  @Test
  void nodesBeginAndEndByDbtsNames() throws IOException {
    project.run("build", "--log-format-file", "json").nodeFailed();

    List<JsonNode> lines = lines();
    JsonNode begun = one(lines, "NodeStart", "model.shop.orders");
    JsonNode over = one(lines, "NodeFinished", "model.shop.orders");
    assertThat(begun.at("/data/node_info/node_status").asText()).isEqualTo("started");
    assertThat(begun.at("/info/code").asText()).isEqualTo("Q024");
    assertThat(over.at("/info/code").asText()).isEqualTo("Q025");
    assertThat(over.at("/data/node_info/node_status").asText()).isEqualTo("success");
    assertThat(over.at("/data/run_result/status").asText()).isEqualTo("success");
    assertThat(over.at("/data/run_result/adapter_response/rows_affected").asLong()).isEqualTo(1);
    assertThat(over.at("/data/run_result/timing_info/1/name").asText()).isEqualTo("execute");
    JsonNode told = one(lines, "LogModelResult", "model.shop.orders");
    assertThat(told.at("/data/group/name").asText()).isEqualTo("sales");
    assertThat(told.at("/data/group/package_name").asText()).isEqualTo("shop");
    JsonNode tested =
        lines.stream()
            .filter(line -> line.at("/info/name").asText().equals("LogTestResult"))
            .findFirst()
            .orElseThrow();
    assertThat(tested.at("/data/attached_node").asText()).isEqualTo("model.shop.orders");
    assertThat(tested.at("/data/group/name").asText()).isEqualTo("sales");
    JsonNode wrong = one(lines, "NodeFinished", "model.shop.broken");
    assertThat(wrong.at("/data/run_result/status").asText()).isEqualTo("error");
    assertThat(wrong.at("/data/run_result/message").asText()).contains("\"nothing\"");
  }

  @Test
  void whatFailedSaysToWhomItBelongs() throws IOException {
    project.run("build", "--log-format-file", "json").nodeFailed();

    JsonNode failure =
        lines().stream()
            .filter(line -> line.at("/info/name").asText().equals("RunResultFailure"))
            .filter(line -> line.at("/data/node_info/resource_type").asText().equals("test"))
            .findFirst()
            .orElseThrow();
    assertThat(failure.at("/data/group/name").asText()).isEqualTo("sales");
    assertThat(failure.at("/data/group/owner/email").asText())
        .isEqualTo("['a@example.com', 'b@example.com']");
  }

  private static JsonNode one(List<JsonNode> lines, String event, String node) {
    return lines.stream()
        .filter(line -> line.at("/info/name").asText().equals(event))
        .filter(line -> line.at("/data/node_info/unique_id").asText().equals(node))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + event + " of " + node));
  }

  private List<JsonNode> lines() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : project.read("logs/tidemark.log").lines().toList()) {
      lines.add(mapper.readTree(line));
    }
    return lines;
  }
}
