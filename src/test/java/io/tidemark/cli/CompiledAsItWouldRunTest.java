package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * An incremental model is compiled as its next run would render it, and its hooks are told what its
 * template was: as in dbt.
 */
class CompiledAsItWouldRunTest {

  private static final String COMPILED = "target/compiled/shop/models/%s.sql";

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final ProjectFolder project;

  CompiledAsItWouldRunTest(@TempDir Path folder) {
    project =
        ProjectFolder.in(folder.resolve("shop"), database.settings(), "shop")
            .model("raw", "select 1 as id")
            .model(
                "plain", "{{ config(materialized='table') }}\nselect {{ is_incremental() }} as x")
            .model(
                "grown",
                """
                {{ config(materialized='incremental', pre_hook=
                    "create table if not exists {{ this.schema }}.said (told text);
                     insert into {{ this.schema }}.said
                     values ($${{ is_incremental() }} {{ high_water_mark('id') }}$$)",
                  post_hook="comment on table {{ this }} is
                    $$incremental: {{ is_incremental() }} {{ high_water_mark('id') }}$$") }}
                select id from {{ ref('raw') }}
                {% if is_incremental() %} where id > {{ high_water_mark('id') }} {% endif %}\
                """)
            .model(
                "anew",
                """
                {{ config(materialized='incremental', full_refresh=true) }}
                select {{ is_incremental() }} as anew\
                """);
  }

  @BeforeEach
  void anEmptyDatabase() {
    database.execute("drop schema if exists shop cascade");
  }

  @Test
  void theTableDecides() {
    project.run("compile").succeeded();
    assertThat(compiled("grown")).doesNotContain("where");

    project.run("run").succeeded();
    project.run("compile").succeeded();
    assertThat(compiled("grown")).contains("where id > '1'::integer");
    assertThat(compiled("anew")).contains("False");
    assertThat(compiled("plain")).contains("False");
    project.run("compile", "--full-refresh").succeeded();
    assertThat(compiled("grown")).doesNotContain("where");
    project.run("docs", "generate").succeeded();
    assertThat(compiled("grown")).contains("where id > '1'::integer");
    assertThat(project.read("target/manifest.json")).contains("where id > '1'::integer");
    project.run("show", "--select", "grown").succeeded().says("| id |").neverSays("|  1 |");
    project.run("show", "--select", "grown", "--full-refresh").succeeded().says("|  1 |");
  }

  @Test
  void anEmptyTableIsLoadedAsForTheFirstTime() {
    project.run("run", "--empty").succeeded();

    project.run("compile", "--select", "grown").succeeded().neverSays("where");
  }

  @Test
  void whereNothingMayBeAskedTheTableStillDecides() {
    project.model(
        "grown", "{{ config(materialized='incremental') }} select {{ is_incremental() }}");
    project.run("run").succeeded();

    project.run("compile", "--no-introspect", "--select", "grown").succeeded().says("select True");
  }

  @Test
  void aHookIsToldWhatTheModelWasAndWhatIsThereThen() {
    project.run("run").succeeded();
    assertThat(comment()).isEqualTo("incremental: False null");
    project.model("raw", "select 2 as id");
    project.run("run").succeeded();
    assertThat(comment()).isEqualTo("incremental: True '2'::integer");
    project.run("run", "--full-refresh").succeeded();
    assertThat(comment()).isEqualTo("incremental: False null");
    assertThat(database.queryText("select string_agg(told, ', ') from shop.said"))
        .isEqualTo("False null, True '1'::integer, False null");
  }

  private @Nullable String comment() {
    return database.queryText("select obj_description('shop.grown'::regclass)");
  }

  private String compiled(String model) {
    return project.read(COMPILED.formatted(model));
  }
}
