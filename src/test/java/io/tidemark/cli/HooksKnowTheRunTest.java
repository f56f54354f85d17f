package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What templates know of the run they are part of: how it went, what is selected. */
class HooksKnowTheRunTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final ProjectFolder project;

  HooksKnowTheRunTest(@TempDir Path folder) {
    project = ProjectFolder.in(folder.resolve("shop"), database.settings(), "shop");
  }

  @BeforeEach
  void anEmptyDatabase() {
    database.execute(
        "drop schema if exists shop cascade; drop schema if exists shop_other cascade");
  }

  @Test
  void aHookAtTheEndIsGivenTheResultsAndTheSchemas() {
    project
        .append(
            "dbt_project.yml",
            """
            on-run-end:
              - "{% do log('in ' ~ schemas | sort | join(' ') ~ ' of ' ~ database_schemas | length, info=true) %}"
              - "{{ tell(results) }}"
            """)
        .file(
            "macros/tell.sql",
            """
            {% macro tell(results) %}{% if execute %}
              {% for res in results | sort(attribute='node.unique_id') %}
                {% do log(res.node.unique_id ~ ' is ' ~ res.status ~ ', ' ~ res.node.config.materialized
                    ~ ', ' ~ (res.timing | map(attribute='name') | join('+'))
                    ~ ', ' ~ res.adapter_response.get('code') ~ ', ' ~ res.skipped
                    ~ ', ' ~ (res.execution_time > 0), info=true) %}
              {% endfor %}
              {% set first = (results | selectattr('status', 'equalto', 'success') | list)[0] %}
              {% set took = first.timing[1].completed_at - first.timing[0].started_at %}
              {% do log('a time: ' ~ (took.total_seconds() > 0) ~ ', again: ' ~ first.to_dict()['status'], info=true) %}
            {% endif %}{% endmacro %}
            """)
        .model("good", "{{ config(materialized='table') }} select 1 as id")
        .model("other", "{{ config(schema='other') }} select 1 as id")
        .model("late", "select id from {{ ref('bad') }}");
    project.model("bad", "{{ config(materialized='table') }} select 1 / 0 as id");

    project
        .run("run")
        .nodeFailed()
        .says("in shop shop_other of 2")
        .says("model.shop.bad is error, table, compile+execute, None, False, True")
        .says("model.shop.good is success, table, compile+execute, SELECT, False, True")
        .says("model.shop.late is skipped, view, , None, True, False")
        .says("a time: True, again: success");
  }

  @Test
  void whatIsSelectedIsKnownOnceTheProjectIsRead() {
    project
        .append(
            "dbt_project.yml",
            """
            on-run-start: "{% do log('selected: ' ~ selected_resources | sort | join(' '), info=true) %}"
            """)
        .model("a", "select 1 as id")
        .model("b", "{{ config(materialized='ephemeral') }} select id from {{ ref('a') }}")
        .model("c", "select id from {{ ref('b') }} -- {{ selected_resources | length }}");

    project.run("run", "--select", "a").succeeded().says("selected: model.shop.a");
    project.run("run", "--exclude", "a").succeeded().says("selected: model.shop.b model.shop.c");
    assertThat(project.read("target/compiled/shop/models/c.sql")).contains("-- 2");
    project.run("compile", "--select", "c").succeeded().says("-- 1");
  }

  @Test
  void aConfigMayBeValidated() {
    project.model(
        "a",
        """
        {{ config(materialized='table', shade='red', meta={'owner': 'me'}) }}
        select '{{ config.require('shade', validator=validation.any('red', 'blue')) }}' as a,
               '{{ config.get('shade', 'blue', validator=validation.any[list]) }}' as b,
               '{{ config.meta_require('owner') }}' as c
        """);
    project.run("run").succeeded();
    assertThat(database.queryText("select a || b || c from shop.a")).isEqualTo("redredme");

    project.model(
        "a",
        """
        {{ config(shade='green') }}
        select '{{ config.require('shade', validator=validation.any('red', 'blue')) }}' as a
        """);
    project
        .run("run")
        .nodeFailed()
        .says("Expected value \"green\" to be one of red,blue")
        .says("models/a.sql");
  }

  @Test
  void hooksAreRunAroundTheFreshnessOfSources() {
    database.execute(
        "create schema shop; create table shop.raw as select now() as loaded; create table shop.log"
            + " (word text)");
    project
        .append(
            "dbt_project.yml",
            """
            on-run-start: "insert into shop.log values ('start')"
            on-run-end: "insert into shop.log values ('{{ results[0].node.name ~ ' ' ~ results[0].status }}')"
            """)
        .file(
            "models/sources.yml",
            """
            sources:
              - name: shop
                tables: [{name: raw, loaded_at_field: loaded, freshness: {warn_after: {count: 1, period: day}}}]
            """);
    project
        .run("source", "freshness")
        .succeeded()
        .says("1 of 1 START hook: shop.on-run-start.0 ....")
        .says("1 of 1 OK hook: shop.on-run-start.0 ....")
        .says("1 of 1 PASS freshness of shop.raw ....");
    assertThat(database.queryText("select string_agg(word, ', ') from shop.log"))
        .isEqualTo("start, raw pass");

    project.append("dbt_project.yml", "flags: {source_freshness_run_project_hooks: false}\n");
    project
        .run("source", "freshness")
        .succeeded()
        .says("[WARNING][SourceFreshnessProjectHooksNotRun]")
        .neverSays("hook: shop.on-run-start");

    project.append("dbt_project.yml", "models: {}\n");
    project.file(
        "dbt_project.yml",
        project
            .read("dbt_project.yml")
            .replace("flags:", "vars:")
            .replace("shop.log", "shop.none"));
    project.run("source", "freshness").nodeFailed().says("shop.none");
  }
}
