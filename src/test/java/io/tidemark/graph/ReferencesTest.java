package io.tidemark.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.project.problem.ProjectException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ref()} and {@code source()} find what they mean, or say what is wrong and where. */
class ReferencesTest {

  @TempDir Path root;
  private GraphProject project;

  @BeforeEach
  void projectWithASource() {
    project =
        new GraphProject(root)
            .with(
                "models/sources.yml",
                "sources:\n  - name: raw\n    tables:\n      - name: orders\n")
            .with("models/stg_orders.sql", "select * from {{ source('raw', 'orders') }}")
            .with("models/off.sql", "{{ config(enabled=false) }} select 1");
  }

  @Test
  void aModelDependsOnWhatItReadsOnce() {
    project.with(
        "models/orders.sql",
        "select * from {{ ref('stg_orders') }} union all select * from {{ ref('shop',"
            + " 'stg_orders') }}, {{ source('raw', 'orders') }}");

    assertThat(project.model("orders").dependsOn())
        .containsExactly("source.shop.raw.orders", "model.shop.stg_orders");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{{ ref('stg_order') }} | reads \"stg_order\", which is not there | stg_orders",
        "{{ ref('off') }} | reads \"off\", which is disabled | models/off.sql",
        "{{ ref('other', 'stg_orders') }} | which is not there | is in the package shop",
        "{{ ref('stg_orders', v=2) }} | reads version 2 of \"stg_orders\" | It has no versions",
        "{{ source('raw', 'order') }} | reads the source \"raw.order\" | raw.orders",
      })
  void whatIsNotThereIsToldWithItsLine(String call, String told, String found) {
    project.with("models/orders.sql", "select *\nfrom " + call);

    assertThatThrownBy(project::manifest)
        .isInstanceOf(ProjectException.class)
        .hasMessageContaining("The model orders")
        .hasMessageContaining(told)
        .hasMessageContaining(found)
        .hasMessageContaining("models/orders.sql:2");
  }

  @Test
  void everyModelsProblemIsTold() {
    project
        .with("models/a.sql", "select * from {{ ref('no_a') }}")
        .with("models/b.sql", "select * from {{ ref('no_b') }}");

    assertThatThrownBy(project::manifest)
        .hasMessageContaining("models/a.sql:1")
        .hasMessageContaining("models/b.sql:1");
  }

  @Test
  void aCircleIsToldByItsModels() {
    project
        .with("models/a.sql", "select * from {{ ref('c') }}")
        .with("models/b.sql", "select * from {{ ref('a') }}")
        .with("models/c.sql", "select * from {{ ref('b') }}");

    assertThatThrownBy(project::manifest)
        .isInstanceOf(ProjectException.class)
        .hasMessageContaining("a → b → c → a")
        .hasMessageContaining("models/a.sql:1")
        .hasMessageContaining("models/b.sql:1")
        .hasMessageContaining("models/c.sql:1");
  }

  @Test
  void twoModelsOfOneNameNameBothFiles() {
    project.with("models/x/orders.sql", "select 1").with("models/y/orders.sql", "select 2");

    assertThatThrownBy(project::manifest)
        .hasMessageContaining("There are two models named \"orders\"")
        .hasMessageContaining("models/x/orders.sql")
        .hasMessageContaining("models/y/orders.sql");
  }
}
