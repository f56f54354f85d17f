package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What PostgreSQL says of a model is told with the line of the model's own file. */
class SqlProblemsTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final ProjectFolder project;

  SqlProblemsTest(@TempDir Path folder) {
    project = ProjectFolder.in(folder, database.settings(), "sql_problems");
  }

  @Test
  void whatIsInAnotherDatabaseCantBeReached() {
    project.model("far", "{{ config(database='elsewhere') }} select 1 as id");

    project.run("run").nodeFailed().says("cross-database", "Remove \"database:\"");
  }

  @Test
  void eachFailedModelShowsItsOwnLineAndAllOthersRun() {
    project
        .model("good", "select 1 as id\n")
        .model("after_good", "select id from {{ ref('good') }}\n")
        .model("typo", "selec 1\n")
        .model("semicolon", "select 1 as id;\n")
        .model("comment", "-- nothing but a comment\n")
        .model("statement", "delete from orders\n")
        .model(
            "windows", "{% set x = 1 %}\r\nselect 1 as id,\r\n  2 as b\r\nfrom no_such_table\r\n")
        .model("wide", "select 'größe' as \"größe\", nothing\n")
        .model("column_of_a_ref", "select idd\nfrom {{ ref('good') }}\n")
        .model("part", "{{ config(materialized='ephemeral') }}\nselect 1 as id,\n  nothing as x\n")
        .model("whole", "select *\nfrom {{ ref('part') }}\n")
        .model("data", "{{ config(materialized='table') }}\nselect 'a'::int as id\n")
        .model("after_data", "select * from {{ ref('data') }}\n")
        .model(
            "key",
            """
            {{ config(materialized='incremental', unique_key='idd', enforce_unique_key=true) }}
            select 1 as id
            """)
        .file("models/plain.sql.mustache", "select *\nfrom {{ref.good}}\nwhere idd = 1\n");

    Outcome run = project.run("run");

    run.nodeFailed()
        .says("Done. PASS=2 WARN=0 ERROR=11 SKIP=1", "Continue with: tidemark restart")
        .says("SKIP relation sql_problems.after_data", "Skipped because of it");
    assertThat(unindented(run))
        .contains(
            """
            syntax error at or near "selec"
            models/typo.sql:1:1
            1 | selec 1
            | ^
            """,
            """
            models/semicolon.sql:1:15
            1 | select 1 as id;
            |               ^
            A model is one SELECT, and its end is the file's: remove the semicolon.
            """,
            """
            The model comment has no SELECT
            models/comment.sql:1
            """,
            """
            models/statement.sql:1:1
            1 | delete from orders
            | ^
            A model is one SELECT; other statements belong into a pre_hook or a post_hook.
            """,
            """
            relation "no_such_table" does not exist
            models/windows.sql:4:6
            4 | from no_such_table
            |      ^
            """,
            """
            column "nothing" does not exist
            models/wide.sql:1:28
            """,
            """
            column "idd" does not exist
            models/column_of_a_ref.sql:1:8
            1 | select idd
            |        ^
            Perhaps you meant to reference the column "good.id".
            """,
            """
            column "nothing" does not exist
            models/part.sql:3:3
            3 |   nothing as x
            |   ^
            """,
            """
            invalid input syntax for type integer: "a"
            models/data.sql:2:8
            """,
            "unique_key column \"idd\" is not in the model; its columns are id\n",
            """
            models/plain.sql.mustache:3:7
            3 | where idd = 1
            |       ^
            """);
    assertThat(database.queryText("select count(*) from sql_problems.after_good")).isEqualTo("1");
  }

  @Test
  void whatAModelLeavesOpenIsShownAtItsEnd() {
    project.model("open", "select (1\n").model("balanced", "select 1 -- ends in a comment\n");

    Outcome run = project.run("run");

    run.nodeFailed().says("PASS=1 WARN=0 ERROR=1", "models/open.sql:1:10", "1 | select (1\n");
  }

  @Test
  void theCaretStandsUnderTheWord() {
    project.model("caret", "select\n\t'ü',   nothing\n");

    Outcome run = project.run("run");

    // A tab before the caret is a tab, so both lines end at the same column on every terminal.
    run.nodeFailed().says("2 | \t'ü',   nothing\n", "  | \t       ^\n");
  }

  @Test
  void namesWithQuotesAndInUnicode() {
    String sixty = "n".repeat(60);
    project
        .model("größe", "{{ config(materialized='table') }} select 1 as \"größe\"\n")
        .model("it's-\"quoted\"", "select \"größe\" from {{ ref('größe') }}\n")
        .model("alias", "{{ config(alias='a\"b; drop') }} select 1 as id\n")
        .model(
            sixty,
            "{{ config(materialized='incremental', unique_key='id') }} select 1 as id, 2 as"
                + " \"a\"\"b\"\n");

    Outcome first = project.run("run").succeeded();
    Outcome second = project.run("run").succeeded();

    first.says("PASS=4", "sql_problems.größe", "it's-\"quoted\"", "a\"b; drop");
    second.says("PASS=4");
    assertThat(
            database.query(
                "select table_name from information_schema.tables"
                    + " where table_schema = 'sql_problems'"))
        .extracting(row -> row.get(0))
        .contains("größe", "it's-\"quoted\"", "a\"b; drop", sixty);
  }

  @Test
  void aNameThatPostgresWouldCutOff() {
    project.model("ü".repeat(32), "select 1 as id\n");

    project.run("run").nodeFailed().says("\"" + "ü".repeat(32) + "\" is too long", "64 bytes");
    project
        .model("long", "{{ config(schema='s' * 60) }} select 1 as id\n")
        .run("run", "--select", "long")
        .nodeFailed()
        .says("The model's schema \"sql_problems_" + "s".repeat(60) + "\" is too long", "73 bytes");
    project.run("ls", "--select", "long").succeeded();
    assertThat(database.queryText("select count(*) from pg_namespace where nspname ~ 'sss'"))
        .isEqualTo("0");
  }

  @Test
  void failuresAreKeptWhereTheServerCutsTheSchemasName() {
    String cut = ("sql_problems_" + "k".repeat(60)).substring(0, 63);
    project.file(
        "tests/kept.sql",
        "{{ config(store_failures=true, schema='k' * 60, severity='warn') }} select 1 as id");

    for (int run = 1; run <= 2; run++) {
      project.run("test").succeeded().says("WARN 1 kept");
      assertThat(database.queryText("select count(*) from " + cut + ".kept")).isEqualTo("1");
    }
    database.execute("drop schema " + cut + " cascade");
  }

  @Test
  void aQueryOfShowThatIsWrong() {
    project.run("show", "--inline", "selec 1").refused().says("near \"selec\"", "1 | selec 1");
    project
        .run("show", "--inline", "select * from {{ ref('goood') }}")
        .refused()
        .says("inline query:1", "\"goood\"");
    project.run("show").refused().says("--select MODEL, or --inline");
  }

  /** Its lines without the time and the blanks that stand before them. */
  private static String unindented(Outcome run) {
    return String.join(
            "\n",
            run.lines().stream().map(line -> line.replaceFirst("^[0-9:]{0,8} *", "")).toList())
        + "\n";
  }
}
