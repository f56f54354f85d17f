package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Functions of the database are nodes: made by build, before what calls them. */
class FunctionsTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final String SIGNATURE =
      """
      functions:
        - name: twice
          description: Doubles a number
          arguments: [{name: n, data_type: float, description: the number}]
          returns: {data_type: float}
      """;

  private final ProjectFolder project;

  FunctionsTest(@TempDir Path folder) {
    project =
        ProjectFolder.in(folder, database.settings(), "shop")
            .file("functions/twice.sql", "select n * 2\n")
            .file("functions/functions.yml", SIGNATURE)
            .model("four", "select {{ function('twice') }}(2) as four\n");
  }

  @BeforeEach
  void anEmptyDatabase() {
    database.execute("drop schema if exists shop cascade; drop schema if exists other cascade");
  }

  @Test
  void aFunctionIsMadeBeforeTheModelThatCallsIt() {
    project
        .run("build")
        .succeeded()
        .says("Found 1 model, 1 function", "OK created function shop.twice", "PASS=2 WARN=0");

    assertThat(database.queryText("select four from shop.four")).isEqualTo("4.0");
    project
        .run("show", "--inline", "select {{ function('twice') }}(3) as six", "--output", "json")
        .succeeded()
        .says("\"six\": 6.0");
  }

  @Test
  void anotherBodyReplacesItAlsoWhereAViewCallsIt() {
    project.run("build").succeeded();

    project.file("functions/twice.sql", "select n * 20\n").run("build").succeeded();

    assertThat(database.queryText("select four from shop.four")).isEqualTo("40.0");
  }

  @Test
  void aFunctionReadsModelsAndSourcesAndIsMadeAfterThem() {
    database.execute("create schema other; create table other.raw as select 5 as n");
    project
        .model("numbers", "select 1 as n union all select 2\n")
        .file("models/sources.yml", "sources: [{name: other, tables: [{name: raw}]}]\n")
        .file(
            "functions/total.sql",
            "select sum(n)::int from (select n from {{ ref('numbers') }}"
                + " union all select n from {{ source('other', 'raw') }}) a\n")
        .file("functions/total.yml", "functions: [{name: total, returns: {data_type: integer}}]\n")
        .model("total_of_all", "select {{ function('shop', 'total') }}() as total\n");

    project.run("build").succeeded().says("PASS=5 WARN=0");

    assertThat(database.queryText("select total from shop.total_of_all")).isEqualTo("8");
  }

  @Test
  void runMakesNoFunctionAndASelectorFindsThem() {
    Outcome listed = project.run("ls", "--quiet", "--select", "resource_type:function").succeeded();
    assertThat(listed.out().strip()).isEqualTo("shop.twice");
    assertThat(project.run("ls", "--quiet", "--resource-type", "function").out().strip())
        .isEqualTo("shop.twice");
    assertThat(
            project
                .run("ls", "--quiet", "--select", "twice+", "--resource-type", "model")
                .out()
                .strip())
        .isEqualTo("shop.four");

    project.run("build", "--exclude", "four").succeeded().says("TOTAL=1");
    project.run("run").succeeded().says("TOTAL=1", "sql view model shop.four");
    project.run("build", "--exclude-resource-type", "function").succeeded().says("TOTAL=1");
  }

  @Test
  void typeAndVolatilityAndDefaultsAreWrittenIntoItsStatement() {
    project
        .file(
            "dbt_project.yml",
            project.read("dbt_project.yml") + "functions: {+volatility: stable}\n")
        .file(
            "functions/functions.yml",
            """
            functions:
              - name: twice
                description: Doubles a number
                config: {persist_docs: {relation: true}, schema: other}
                arguments: [{name: n, data_type: float}, {name: more, data_type: integer, default_value: 1}]
                returns: {data_type: float}
            """)
        .file("functions/twice.sql", "select n * 2 * more\n");

    project.run("build").succeeded();

    assertThat(database.queryText("select shop_other.twice(2) || '' || shop_other.twice(2, 3)"))
        .isEqualTo("412");
    assertThat(
            database.queryText(
                "select provolatile::text || obj_description(oid) from pg_proc where proname ="
                    + " 'twice'"))
        .isEqualTo("sDoubles a number");

    project.file("functions/twice.sql", "{{ config(volatility='deterministic') }} select n * 2\n");
    project.run("build").succeeded();
    assertThat(database.queryText("select provolatile::text from pg_proc where proname = 'twice'"))
        .isEqualTo("i");
    database.execute("drop schema shop_other cascade");
  }

  @Test
  void theManifestHasThemInAPlaceOfTheirOwn() throws IOException {
    project.run("parse").succeeded();

    JsonNode manifest = new ObjectMapper().readTree(project.read("target/manifest.json"));
    JsonNode function = manifest.path("functions").path("function.shop.twice");
    assertThat(function.path("config").path("type").asText()).isEqualTo("scalar");
    assertThat(function.path("language").asText()).isEqualTo("sql");
    assertThat(function.path("returns").path("data_type").asText()).isEqualTo("float");
    assertThat(function.path("arguments").path(0).path("description").asText())
        .isEqualTo("the number");
    JsonNode caller = manifest.path("nodes").path("model.shop.four");
    assertThat(caller.path("functions").toString()).isEqualTo("[[\"twice\"]]");
    assertThat(caller.path("depends_on").path("nodes").toString())
        .isEqualTo("[\"function.shop.twice\"]");
    assertThat(manifest.path("child_map").path("function.shop.twice").toString())
        .isEqualTo("[\"model.shop.four\"]");
  }

  @Test
  void whatIsWrongIsToldBeforeAnythingRuns() {
    project.model("five", "select {{ function('twise') }}(2)\n");
    project
        .run("parse")
        .refused()
        .says("models/five.sql:1", "calls the function \"twise\", which is not there", "twice");

    project.without("models/five.sql").file("functions/other.sql", "select 1\n");
    project
        .run("parse")
        .refused()
        .says("Nobody says what the function other returns", "functions/other.sql:1");

    project
        .without("functions/other.sql")
        .file(
            "functions/functions.yml",
            """
            functions:
              - name: twice
                config: {volatility: sometimes}
                arguments: [{name: n, data_type: int, default_value: 0}, {name: m, data_type: int}]
                returns: {data_type: int}
            """);
    project
        .run("parse")
        .refused()
        .says(
            "functions/functions.yml:4",
            "Non-defaulted argument 'm' of function 'twice' comes after a defaulted argument");
    project.file("functions/functions.yml", SIGNATURE + "    config: {volatility: sometimes}\n");
    project.run("parse").refused().says("\"volatility\"", "deterministic, stable");
  }

  @Test
  void whatPostgresHasNotNeedsAMacroOfTheProject() {
    project
        .without("models/four.sql")
        .file("functions/functions.yml", SIGNATURE + "    config: {type: aggregate}\n");
    project.run("parse").succeeded();
    project.run("build").nodeFailed().says("Functions of the type aggregate can't be made");

    project
        .file(
            "macros/aggregate.sql",
            """
            {% macro postgres__aggregate_function_sql(target_relation) %}
            create or replace aggregate {{ target_relation }} (float) (sfunc = float8pl, stype = float)
            {% endmacro %}
            """)
        .run("build")
        .succeeded();

    assertThat(database.queryText("select shop.twice(n) from (values (1.0::float), (2)) a(n)"))
        .isEqualTo("3.0");

    project
        .without("functions/twice.sql")
        .file("functions/twice.py", "def twice(n):\n    return n * 2\n")
        .file("functions/functions.yml", SIGNATURE);
    project.run("build").nodeFailed().says("Functions in Python can't be made on PostgreSQL");

    project.file(
        "functions/twice.py",
        """

        {{ config(volatility='deterministic') }}
        def twice(n):
            {% if 1 == 1 %}
            return n * 2
            {% endif %}
        """);
    project.model("four", "select {{ function('twice') }}(2) as four\n");
    project.run("compile").succeeded();
    assertThat(project.read("target/run_results.json"))
        .containsSubsequence("\"unique_id\":\"function.shop.", "\"unique_id\":\"model.shop.");
    assertThat(project.read("target/manifest.json"))
        .contains("\"volatility\":\"deterministic\"")
        .contains("\"compiled_code\":\"\\ndef twice(n):\\n    \\n    return n * 2\\n    \"");
  }

  @Test
  void aChangedSignatureIsAChange() {
    project.run("parse", "--target-path", "before").succeeded();
    String changed = SIGNATURE.replace("returns: {data_type: float}", "returns: {data_type: int}");
    project.file("functions/functions.yml", changed);

    Outcome modified =
        project.run("ls", "--quiet", "--select", "state:modified", "--state", "before");

    assertThat(modified.succeeded().out().strip()).isEqualTo("shop.twice");
  }
}
