package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What MetricFlow reads of a project, and what dbt asks of one that has semantic models. */
class SemanticLayerTest {

  private static final String SPINE =
      """
      models:
        - name: days
          time_spine:
            standard_granularity_column: date_day
            custom_granularities: [{name: retail_month, column_name: month}]
          columns: [{name: date_day, granularity: day}, {name: month}]
      """;

  private static final String SEMANTIC =
      """
      semantic_models:
        - name: people
          model: ref('people')
          config: {meta: {owner: all, kind: model}}
          defaults: {agg_time_dimension: created_at}
          entities: [{name: id, type: PRIMARY}]
          dimensions:
            - {name: created_at, type: TIME, type_params: {time_granularity: DAY}}
          measures:
            - name: tenure
              agg: SUM
              description: "{{ doc('tenure') }}"
              config: {meta: {kind: measure}}
      metrics:
        - name: total
          label: Total
          type: SIMPLE
          meta: {beside: 1}
          type_params: {measure: tenure}
      saved_queries:
        - name: weekly
          tags: [b, a]
          config: {tags: [c, a]}
          query_params: {metrics: [total]}
          exports: [{name: weekly, config: {export_as: table}}]
      """;

  @TempDir Path folder;

  private ProjectFolder project;

  @BeforeEach
  void people() {
    project =
        ProjectFolder.empty(folder)
            .file("dbt_project.yml", "name: shop\nprofile: shop\n")
            .file(
                "profiles.yml",
                "shop: {target: dev, outputs: {dev: {type: postgres, host: h, user: u, password: p,"
                    + " port: 5432, dbname: d, schema: s}}}")
            .model("people", "select 1 as id, 5 as tenure, now() as created_at")
            .file("models/docs.md", "{% docs tenure %}Years{% enddocs %}")
            .file("models/semantic.yml", SEMANTIC);
  }

  @Test
  void theSemanticManifestSaysAllThatIsDeclared() throws IOException {
    project
        .model("days", "select current_date as date_day, 1 as month")
        .file("models/days.yml", SPINE)
        .runInside("parse")
        .succeeded();

    JsonNode written = new ObjectMapper().readTree(project.read("target/semantic_manifest.json"));
    JsonNode model = written.at("/semantic_models/0");
    assertThat(model.at("/node_relation/relation_name").asText())
        .isEqualTo("\"d\".\"s\".\"people\"");
    assertThat(model.at("/entities/0/type").asText()).isEqualTo("primary");
    assertThat(model.at("/dimensions/0/type_params/time_granularity").asText()).isEqualTo("day");
    assertThat(model.at("/measures/0/description").asText()).isEqualTo("Years");
    assertThat(model.at("/measures/0/config/meta").toString())
        .isEqualTo("{\"owner\":\"all\",\"kind\":\"measure\"}");
    assertThat(written.at("/metrics/0/type_params/measure/name").asText()).isEqualTo("tenure");
    assertThat(written.at("/saved_queries/0/tags").toString()).isEqualTo("[\"a\",\"b\",\"c\"]");
    assertThat(written.at("/metrics/0/config/meta").toString()).isEqualTo("{}");
    JsonNode spine = written.at("/project_configuration/time_spines/0");
    assertThat(spine.at("/primary_column/name").asText()).isEqualTo("date_day");
    assertThat(spine.at("/primary_column/time_granularity").asText()).isEqualTo("day");
    assertThat(spine.at("/custom_granularities/0/column_name").asText()).isEqualTo("month");
  }

  /** By dbt's macros, as where a model goes; what is written wins. */
  @Test
  void anExportGoesWhereAModelWould() throws IOException {
    project
        .model("days", "select current_date as date_day, 1 as month")
        .file("models/days.yml", SPINE)
        .file(
            "models/more.yml",
            """
            saved_queries:
              - name: monthly
                query_params: {metrics: [total]}
                exports:
                  - {name: here, config: {export_as: view}}
                  - {name: there, config: {export_as: table, schema: marts, alias: kept}}
            """)
        .runInside("parse")
        .succeeded();

    JsonNode written = new ObjectMapper().readTree(project.read("target/manifest.json"));
    JsonNode query = written.at("/saved_queries/saved_query.shop.monthly");
    assertThat(query.at("/exports/0/config").toString())
        .isEqualTo(
            "{\"export_as\":\"view\",\"schema_name\":\"s\",\"alias\":\"here\",\"database\":\"d\"}");
    assertThat(query.at("/exports/1/config").toString())
        .isEqualTo(
            "{\"export_as\":\"table\",\"schema_name\":\"marts\",\"alias\":\"kept\",\"database\":\"d\"}");
    assertThat(query.at("/description").isNull()).isTrue();
  }

  @Test
  void aTimeSpineIsNeeded() {
    project
        .runInside("parse")
        .refused()
        .says("The semantic layer requires a time spine model with granularity DAY or smaller");

    project
        .model("metricflow_time_spine", "select current_date as date_day")
        .runInside("parse")
        .succeeded()
        .says("[MFTimespineWithoutYamlConfigurationDeprecation]");
    assertThat(project.read("target/semantic_manifest.json"))
        .contains("\"column_name\"", "metricflow_time_spine");
  }

  @Test
  void aTimeSpineMustBeDescribed() {
    project.model("days", "select current_date as date_day");

    project
        .file("models/days.yml", SPINE.replace(", granularity: day", ""))
        .runInside("parse")
        .refused()
        .says("Time spine standard granularity column must have a granularity defined");
    project
        .file("models/days.yml", SPINE.replace("{name: date_day, granularity: day}, ", ""))
        .runInside("parse")
        .refused()
        .says("Time spine standard granularity column must be defined on the model");
    project
        .file("models/days.yml", SPINE.replace(", {name: month}", ""))
        .runInside("parse")
        .refused()
        .says("Time spine custom granularity columns do not exist in the model", "month");
  }

  @Test
  void aMetricsNameIsAColumn() {
    project
        .model("metricflow_time_spine", "select current_date as date_day")
        .file("models/semantic.yml", SEMANTIC.replace("name: total", "name: 1 total!"))
        .runInside("parse")
        .refused()
        .says("cannot contain spaces; must begin with a letter; must contain only letters");
  }
}
