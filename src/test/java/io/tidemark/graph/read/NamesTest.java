package io.tidemark.graph.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.graph.GraphProject;
import io.tidemark.project.problem.ProjectException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a model goes is what dbt's macros say. */
class NamesTest {

  @TempDir Path root;
  private GraphProject project;

  @BeforeEach
  void emptyProject() {
    project = new GraphProject(root);
  }

  @Test
  void aCustomSchemaIsPutBehindTheTargets() {
    project
        .with("models/a.sql", "select 1")
        .with("models/b.sql", "{{ config(schema=' marts ', alias='bb') }} select 1");

    assertThat(project.model("a").relation().display()).isEqualTo("public.a");
    assertThat(project.model("b").relation().display()).isEqualTo("public_marts.bb");
    assertThat(project.model("b").relation().database()).isEqualTo("db");
  }

  @Test
  void theProjectsOwnMacroDecides() {
    project
        .with(
            "macros/names.sql",
            "{% macro generate_schema_name(custom_schema_name, node) %}"
                + "{{ node.fqn[1] }}_{{ node.config.materialized }}{% endmacro %}")
        .with("models/marts/a.sql", "{{ config(materialized='table') }} select 1");

    assertThat(project.model("a").relation().schema()).isEqualTo("marts_table");
  }

  @Test
  void aMacroThatGivesNothingIsAnError() {
    project
        .with(
            "macros/names.sql",
            "{% macro generate_schema_name(custom_schema_name, node) %}"
                + "{{ return(custom_schema_name) }}{% endmacro %}")
        .with("models/a.sql", "select 1");

    assertThatThrownBy(project::manifest)
        .isInstanceOf(ProjectException.class)
        .hasMessageContaining("The model's schema is empty")
        .hasMessageContaining("generate_schema_name");
  }

  @Test
  void twoModelsMustNotBecomeOneRelation() {
    project
        .with("models/a.sql", "select 1")
        .with("models/b.sql", "{{ config(alias='a') }} select 1")
        .with("models/c.sql", "{{ config(alias='a', materialized='ephemeral') }} select 1");

    assertThatThrownBy(project::manifest)
        .hasMessageContaining("The models a and b both become public.a");
  }
}
