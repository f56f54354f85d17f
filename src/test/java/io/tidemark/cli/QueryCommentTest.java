package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code query-comment}: whoever looks at the server sees what a statement is run for. */
class QueryCommentTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final String DEFAULT =
      "/* {\"app\": \"dbt\", \"dbt_version\": \"%s\", \"profile_name\": \"shop\", \"target_name\":"
          + " \"dev\", %s} */\n";

  private final ProjectFolder project;

  QueryCommentTest(@TempDir Path folder) {
    project =
        ProjectFolder.in(folder.resolve("shop"), database.settings(), "shop")
            .model(
                "orders",
                """
                {{ config(materialized='table',
                          post_hook=note('hook') ~ '; ' ~ note('second')) }}
                select 1 as id, current_query() as asked, '{{ dbt_version }}' as version
                """)
            .file(
                "macros/note.sql",
                """
                {% macro note(what) %}insert into notes.seen select '{{ what }}', current_query(){% endmacro %}
                """);
  }

  @BeforeEach
  void nothingSeen() {
    database.execute(
        """
        drop schema if exists shop cascade; drop schema if exists notes cascade;
        create schema notes; create table notes.seen (what text, asked text);
        create function notes.noted() returns trigger language plpgsql as
        $$ begin insert into notes.seen values (tg_table_name, current_query()); return null; end $$
        """);
  }

  @Test
  void unaskedItIsDbts() {
    project
        .append("dbt_project.yml", "on-run-start: \"{{ note('start') }}\"\n")
        .file("tests/no_query_is_bare.sql", "select 1 where current_query() !~ '^/[*] [{].app'")
        .model("kept", "select id from {{ ref('orders') }}")
        .file(
            "models/s.yml", "models: [{name: kept, columns: [{name: id, data_tests: [unique]}]}]");

    project.run("build").succeeded();

    String version = database.queryText("select version from shop.orders");
    String orders = DEFAULT.formatted(version, "\"node_id\": \"model.shop.orders\"");
    assertThat(database.queryText("select asked from shop.orders")).startsWith(orders + "create ");
    assertThat(seen("hook"))
        .singleElement()
        .asString()
        .startsWith(orders + "insert into notes.seen");
    assertThat(seen("second")).singleElement().asString().startsWith(orders);
    assertThat(seen("start"))
        .singleElement()
        .asString()
        .startsWith(DEFAULT.formatted(version, "\"connection_name\": \"master\"") + "insert");
    assertThat(project.read("target/compiled/shop/models/orders.sql")).doesNotContain("/*");
    assertThat(project.read("logs/tidemark.log"))
        .contains("On model.shop.orders: " + orders + "create ");
  }

  @Test
  void aMacroOfTheProjectSaysItAndKnowsTheNode() {
    project
        .append(
            "dbt_project.yml",
            """
            query-comment:
              comment: "{{ said(node) }}"
              append: true
              job-label: true
            """)
        .file(
            "macros/said.sql",
            """
            {% macro said(node) %}
              {% set facts = {'of': none} %}
              {% if node is not none %}
                {% do facts.update(of=node.name ~ node.identifier, kind=node.config.materialized,
                                   file=node.original_file_path, fqn=node.fqn) %}
              {% endif %}
              {{ return(tojson(facts)) }}
            {% endmacro %}
            """);

    project.run("run").succeeded();

    assertThat(database.queryText("select rtrim(asked) from shop.orders"))
        .endsWith(
            "/* {\"of\": \"orders\", \"kind\": \"table\", \"file\": \"models/orders.sql\","
                + " \"fqn\": [\"shop\", \"orders\"]} */");
  }

  @Test
  void itGoesWithCopyAndWithTheChunksOfEveryThread() {
    project
        .append("dbt_project.yml", "query-comment: of {{ node.name if node else 'nobody' }}\n")
        .file("seeds/rates.csv", "id,rate\n1,2\n2,3\n")
        .model(
            "loaded",
            """
            {{ config(materialized='incremental', unique_key='id', chunk_size=50, parallel=4) }}
            select g as id, rpad('x', 400) as note, {{ var('v', 1) }} as v
            from generate_series(1, 2000) g
            """);
    project.run("build").succeeded();
    database.execute(
        """
        create trigger t after insert or update on shop.rates for each statement execute function notes.noted();
        create trigger t after insert or update on shop.loaded for each statement execute function notes.noted();
        """);

    project.run("build", "--vars", "{v: 2}", "--threads", "4").succeeded();

    assertThat(seen("rates")).isNotEmpty().allMatch(sql -> sql.startsWith("/* of rates */\ncopy"));
    assertThat(seen("loaded"))
        .hasSizeGreaterThan(30)
        .allMatch(sql -> sql.startsWith("/* of loaded */\n"));
  }

  @Test
  void anErrorIsToldAtItsLineAllTheSame() {
    project.model("wrong", "select 1 as one,\n  nothing as two");

    project
        .run("run", "--select", "wrong")
        .nodeFailed()
        .says("models/wrong.sql:2:3", "2 |   nothing as two")
        .neverSays("profile_name");
  }

  @Test
  void itCanBeSwitchedOff() {
    for (String none : List.of("query-comment:\n", "query-comment: ''\n")) {
      String before = project.read("dbt_project.yml");
      project.append("dbt_project.yml", none).run("run").succeeded();
      project.file("dbt_project.yml", before);

      assertThat(database.queryText("select asked from shop.orders")).startsWith("create ");
    }
  }

  @Test
  void oneThatCanBeNoneIsRefusedBeforeAnythingIsDone() {
    project
        .append("dbt_project.yml", "query-comment: \"now {{ '*/' }}\"\n")
        .run("run")
        .refused()
        .says("dbt_project.yml:5", "The query-comment holds */");
    assertThat(database.query("select from pg_namespace where nspname = 'shop'")).isEmpty();
  }

  @Test
  void whatIsNoTemplateOrNoTextIsTold() {
    String before = project.read("dbt_project.yml");
    project
        .append("dbt_project.yml", "query-comment: \"{{ nobody_wrote_me() }}\"\n")
        .run("run")
        .refused()
        .says("dbt_project.yml:5", "nobody_wrote_me");
    project
        .file("dbt_project.yml", before + "query-comment: [a, b]\n")
        .run("run")
        .refused()
        .says("dbt_project.yml:5", "\"query-comment\" must be a mapping or a text");
    project
        .file("dbt_project.yml", before + "query-comment: {coment: a}\n")
        .run("run")
        .refused()
        .says("coment", "comment");
  }

  private static List<String> seen(String what) {
    return database.query("select asked from notes.seen where what = '" + what + "'").stream()
        .map(row -> String.valueOf(row.get(0)))
        .collect(Collectors.toList());
  }
}
