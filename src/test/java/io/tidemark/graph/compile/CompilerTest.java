package io.tidemark.graph.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.graph.GraphProject;
import io.tidemark.project.problem.ProjectException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models become the SQL that runs. */
class CompilerTest {

  @TempDir Path root;
  private GraphProject project;

  @BeforeEach
  void projectWithEphemerals() {
    project =
        new GraphProject(root)
            .with("models/base.sql", "select 1 as id")
            .with(
                "models/inner.sql",
                "{{ config(materialized='ephemeral') }}select * from {{ ref('base') }}")
            .with(
                "models/outer.sql",
                "{{ config(materialized='ephemeral') }}select * from {{ ref('inner') }}");
  }

  @Test
  void ephemeralModelsComeBeforeWhatReadsThemEachOnce() {
    project.with(
        "models/a.sql", "select * from {{ ref('outer') }} join {{ ref('inner') }} using (id)");

    assertThat(project.compiled("a"))
        .isEqualTo(
            "with __dbt__cte__inner as (\nselect * from \"db\".\"public\".\"base\"\n),"
                + "  __dbt__cte__outer as (\nselect * from __dbt__cte__inner\n)"
                + " select * from __dbt__cte__outer join __dbt__cte__inner using (id)");
  }

  @Test
  void anEphemeralModelsNameIsQuotedWhereItMustBe() {
    project
        .with("models/Odd.sql", "{{ config(materialized='ephemeral') }}select 1")
        .with("models/a.sql", "select * from {{ ref('Odd') }}");

    assertThat(project.compiled("a")).contains("with \"__dbt__cte__Odd\" as (");
  }

  @Test
  void sqlThatIsNoModelsMayReadAll() {
    assertThat(project.inline("select * from {{ ref('inner') }}"))
        .startsWith("with __dbt__cte__inner as (");
  }

  @Test
  void sqlThatIsNoModelsMayBeConfiguredAsInDbt() {
    assertThat(project.inline("{{ config(materialized='table') }}select 1")).isEqualTo("select 1");
  }

  @Test
  void aRefThatOnlyTheRunMeetsIsToldWithTheLineThatHelps() {
    project.with("models/a.sql", "select 1\n{% if execute %}{{ ref('base') }}{% endif %}");

    assertThatThrownBy(() -> project.compiled("a"))
        .isInstanceOf(ProjectException.class)
        .hasMessageContaining("-- depends_on: {{ ref('base') }}")
        .hasMessageContaining("models/a.sql:2");
  }
}
