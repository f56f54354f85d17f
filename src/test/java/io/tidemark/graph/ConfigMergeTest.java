package io.tidemark.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.project.config.Hook;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model's configuration is dbt_project.yml, then the properties file, then the file itself. */
class ConfigMergeTest {

  @TempDir Path root;
  private GraphProject project;

  @BeforeEach
  void projectWithAFolder() {
    project =
        new GraphProject(root)
            .with(
                "dbt_project.yml",
                """
                name: shop
                profile: shop
                models:
                  +materialized: view
                  +tags: all
                  shop:
                    marts:
                      +materialized: table
                      +tags: [folder]
                      +meta: {owner: ann, level: 1}
                      +post-hook: "select 'project'"
                """)
            .with(
                "models/marts/marts.yml",
                """
                models:
                  - name: orders
                    config:
                      tags: properties
                      alias: from_properties
                      meta: {level: 2}
                """)
            .with("models/marts/orders.sql", "select 1")
            .with("models/other.sql", "select 1");
  }

  @Test
  void aFolderWinsOverTheProject() {
    assertThat(project.model("orders").config().materialized()).isEqualTo("table");
    assertThat(project.model("other").config().materialized()).isEqualTo("view");
  }

  @Test
  void theFileWinsOverThePropertiesFile() {
    project.with("models/marts/orders.sql", "{{ config(alias='from_file') }} select 1");

    assertThat(project.model("orders").relation().name()).isEqualTo("from_file");
  }

  @Test
  void thePropertiesFileWinsOverTheProject() {
    assertThat(project.model("orders").relation().name()).isEqualTo("from_properties");
  }

  @Test
  void tagsAndHooksAddUpAndMetaIsMerged() {
    project.with(
        "models/marts/orders.sql",
        "{{ config(tags=['file'], post_hook=\"select 'file'\", meta={'x': 1}) }} select 1");

    Node orders = project.model("orders");

    assertThat(orders.tags()).containsExactlyInAnyOrder("all", "folder", "properties", "file");
    assertThat(orders.config().postHooks())
        .extracting(Hook::sql)
        .containsExactly("select 'project'", "select 'file'");
    assertThat(orders.config().meta().keySet().stream().map(String::valueOf))
        .containsExactlyInAnyOrder("owner", "level", "x");
    assertThat(orders.config().meta().get("level")).hasToString("2");
  }

  @Test
  void ofTwoCallsTheLaterWins() {
    project.with(
        "models/marts/orders.sql", "{{ config(alias='a') }}{{ config(alias='b') }} select 1");

    assertThat(project.model("orders").relation().name()).isEqualTo("b");
  }

  @Test
  void whatHooksReadComesBeforeTheModel() {
    project.with(
        "models/marts/orders.sql",
        "{{ config(pre_hook=\"select * from {{ ref('other') }}\") }} select 1");

    assertThat(project.model("orders").dependsOn()).containsExactly("model.shop.other");
  }

  @Test
  void aTemplateKnowsItsModelWhileItIsRead() {
    project.with(
        "models/marts/orders.sql", "{{ config(alias=model.fqn[1] ~ '_' ~ model.name) }} select 1");

    assertThat(project.model("orders").relation().name()).isEqualTo("marts_orders");
  }
}
