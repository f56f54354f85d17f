package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code target/compiled}: the files that dbt writes, with the very text that dbt writes. */
class CompiledFilesTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final ProjectFolder project;

  CompiledFilesTest(@TempDir Path folder) {
    project = ProjectFolder.in(folder.resolve("shop"), database.settings(), "shop");
  }

  @BeforeEach
  void anEmptyDatabase() {
    database.execute("drop schema if exists shop cascade");
  }

  @Test
  void whiteSpaceAroundAFileIsNoneOfItsOwn() {
    project
        .file("models/a.sql", "\n \n{{ config(materialized='table') }}\n\nselect 1 as id\n\n \n")
        .file("models/b.sql", "\t select id from {{ ref('a') }}\r\n\r\n");

    project.run("run").succeeded();

    assertThat(compiled("models/a.sql")).isEqualTo("\n\nselect 1 as id");
    assertThat(compiled("models/b.sql")).startsWith("select id from ").endsWith("\"a\"");
  }

  /** dbt goes into the project's directory first. */
  @Test
  void theTargetPathIsSeenFromTheProjectAndNamedWhole() {
    project.model("a", "select 1 as id");

    TidemarkProcess.in(project.root().resolveSibling("."))
        .run("compile", "--project-dir=shop", "--profiles-dir=shop", "--target-path=out/of/here")
        .succeeded()
        .says("into out/of/here/compiled");

    assertThat(project.read("out/of/here/compiled/shop/models/a.sql")).isEqualTo("select 1 as id");
    assertThat(project.read("out/of/here/manifest.json"))
        .contains("\"compiled_path\":\"out/of/here/compiled/shop/models/a.sql\"");
  }

  @Test
  void linesOfErrorsAreThoseOfTheFile() {
    project.file("models/a.sql", "\n\nselect\n  {{ nothing_of_that_name() }}\n\n");

    project.run("run").nodeFailed().says("models/a.sql:4");
  }

  @Test
  void whatReadsAnEphemeralModelWritesItToo() {
    project
        .model("inner", "{{ config(materialized='ephemeral') }}\nselect 1 as id")
        .model("outer", "{{ config(materialized='ephemeral') }}\nselect * from {{ ref('inner') }}")
        .model("read", "select * from {{ ref('outer') }}")
        .model("unread", "{{ config(materialized='ephemeral') }}\nselect 2 as id");

    project.run("run", "--select", "read").succeeded();

    assertThat(compiled("models/inner.sql")).isEqualTo("\nselect 1 as id");
    assertThat(compiled("models/outer.sql"))
        .isEqualTo(
            "\nwith __dbt__cte__inner as (\n\nselect 1 as id\n) select * from __dbt__cte__inner");
    assertThat(compiled("models/read.sql"))
        .startsWith("with __dbt__cte__inner as (\n\nselect 1 as id\n),  __dbt__cte__outer as (");
    assertThat(project.has("target/compiled/shop/models/unread.sql")).isFalse();
  }

  @Test
  void anEphemeralModelBehindAFailedOneIsNotCompiled() {
    project
        .model("broken", "{{ config(materialized='table') }} select 1 / 0 as id")
        .model("between", "select * from {{ ref('broken') }}")
        .model(
            "behind", "{{ config(materialized='ephemeral') }} select * from {{ ref('between') }}")
        .model("unread", "{{ config(materialized='ephemeral') }} select 2 as id");

    project.run("run").nodeFailed();

    assertThat(project.has("target/compiled/shop/models/unread.sql")).isTrue();
    assertThat(project.has("target/compiled/shop/models/behind.sql")).isFalse();
  }

  @Test
  void theRowsOfAUnitTestAreFilesOfTheirOwn() {
    project
        .model("given", "select 1 as id, 'x' as name")
        .model("tested", "select id from {{ ref('given') }}")
        .file(
            "models/units.yml",
            """
            unit_tests:
              - name: one
                model: tested
                given: [{input: ref('given'), rows: [{id: 2}, {id: 3, name: "it's"}]}]
                expect: {rows: [{id: 2}, {id: 3}]}
            """);

    project.run("build").succeeded();

    String rows =
        """

        -- Fixture for given
        select\s
           \s
            cast(2 as integer)
         as "id", cast(null as text) as "name"
        union all
        select\s
           \s
            cast(3 as integer)
         as "id",\s
           \s
            cast('it''s' as text)
         as "name"\
        """;
    assertThat(compiled("models/units.yml/given.sql")).isEqualTo(rows);
    assertThat(compiled("models/units.yml/models/one.sql"))
        .isEqualTo("with __dbt__cte__given as (\n" + rows + "\n) select id from __dbt__cte__given");
  }

  private String compiled(String file) {
    return project.read("target/compiled/shop/" + file);
  }
}
