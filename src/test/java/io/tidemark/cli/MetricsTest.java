package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Metrics in templates, metrics of measures, and what dbt asks of both while it reads them. */
class MetricsTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final ProjectFolder project;

  MetricsTest(@TempDir Path folder) {
    project =
        ProjectFolder.in(folder, database.settings(), "shop")
            .model("orders", "select 1 as order_id, date '2024-01-01' as ordered_at\n")
            .model("metricflow_time_spine", "select date '2024-01-01' as date_day\n")
            .file(
                "models/spine.yml",
                """
                models:
                  - name: metricflow_time_spine
                    time_spine: {standard_granularity_column: date_day}
                    columns: [{name: date_day, granularity: day}]
                """)
            .file(
                "models/semantic.yml",
                """
                semantic_models:
                  - name: orders
                    model: ref('orders')
                    config: {meta: {owner: sales}}
                    defaults: {agg_time_dimension: ordered_at}
                    entities: [{name: order, type: primary, expr: order_id}]
                    dimensions:
                      - {name: ordered_at, type: time, type_params: {time_granularity: day}}
                    measures:
                      - {name: order_count, agg: count, expr: order_id, create_metric: true}
                      - {name: plain, agg: count, expr: order_id}
                """);
    metrics(
        "{name: double, label: D, type: derived, type_params: {expr: 2 * order_count,"
            + " metrics: [order_count]}}");
  }

  @Test
  void aMeasureMakesAMetricWhereItAsksForOne() throws IOException {
    project.run("parse").succeeded();
    JsonNode metric = manifest().path("metrics").path("metric.shop.order_count");
    assertThat(metric.path("label").asText()).isEqualTo("order_count");
    assertThat(metric.path("type").asText()).isEqualTo("simple");
    assertThat(metric.path("description").asText())
        .isEqualTo("Metric created from measure order_count");
    assertThat(metric.path("type_params").path("measure").path("name").asText())
        .isEqualTo("order_count");
    assertThat(metric.path("type_params").path("expr").asText()).isEqualTo("order_id");
    assertThat(metric.path("depends_on").path("nodes").get(0).asText())
        .isEqualTo("semantic_model.shop.orders");
    assertThat(metric.path("config").path("meta").toString()).isEqualTo("{\"owner\":\"sales\"}");
    assertThat(metric.path("unrendered_config").toString())
        .isEqualTo("{\"enabled\":true,\"meta\":{\"owner\":\"sales\"}}");
    assertThat(manifest().path("metrics").has("metric.shop.plain")).isFalse();
    assertThat(manifest().findValues("create_metric"))
        .hasSize(2)
        .allSatisfy(asked -> assertThat(asked.asBoolean()).isFalse());
    assertThat(project.run("ls", "--resource-type", "metric").lines())
        .containsExactlyInAnyOrder("metric:shop.double", "metric:shop.order_count");
  }

  @Test
  void aModelAsksForAMetric() throws IOException {
    project.model(
        "told",
        "select '{{ metric('order_count') }} {{ metric('shop', 'double').label }}"
            + " {{ metric('double').type_params.expr }}' as what");
    project.run("build").succeeded();
    assertThat(database.queryText("select what from shop.told"))
        .isEqualTo("order_count D 2 * order_count");
    JsonNode told = manifest().path("nodes").path("model.shop.told");
    assertThat(told.path("metrics").toString())
        .isEqualTo("[[\"order_count\"],[\"shop\",\"double\"],[\"double\"]]");
    assertThat(told.path("depends_on").path("nodes").toString())
        .isEqualTo("[\"metric.shop.order_count\",\"metric.shop.double\"]");
    assertThat(project.run("ls", "--select", "+told", "--resource-type", "model").lines())
        .containsExactlyInAnyOrder("shop.orders", "shop.told");

    project.model("told", "select '{{ metric('order_cont') }}' as what");
    project
        .run("parse")
        .refused()
        .says("The model told depends on the metric \"order_cont\", which is not there")
        .says("models/told.sql:1", "order_count");
  }

  @Test
  void whatAMetricIsMadeOf() {
    metrics("{name: m, label: M, type: simple, type_params: {measure: plan}}");
    project.run("parse").refused().says("the measure \"plan\", which is not there", "plain");
    metrics("{name: m, label: M, type: simple, type_params: {expr: x}}");
    project.run("parse").refused().says("The simple metric m has no \"measure\"");
    metrics("{name: m, label: M, type: ratio, type_params: {numerator: order_count}}");
    project.run("parse").refused().says("The ratio metric m has no \"denominator\"");
    metrics("{name: m, label: M, type: simpel, type_params: {measure: plain}}");
    project.run("parse").refused().says("\"simpel\" is no type of metric");
  }

  @Test
  void semanticModelsNeedATimeSpine() {
    project.without("models/metricflow_time_spine.sql").without("models/spine.yml");
    project
        .run("parse")
        .refused()
        .says("requires a time spine model with granularity DAY or smaller", "semantic.yml:2");
    project
        .model("days", "select date '2024-01-01' as day\n")
        .file(
            "models/days.yml",
            """
            models:
              - name: days
                time_spine: {standard_granularity_column: day}
                columns: [{name: day, granularity: month}]
            """);
    project.run("parse").refused();
    project.file("models/days.yml", project.read("models/days.yml").replace("month", "hour"));
    project.run("parse").succeeded();
  }

  private void metrics(String metric) {
    project.file("models/metrics.yml", "metrics:\n  - " + metric + "\n");
  }

  private JsonNode manifest() throws IOException {
    return new ObjectMapper().readTree(project.read("target/manifest.json"));
  }
}
