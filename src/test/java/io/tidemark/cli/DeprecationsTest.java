package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What dbt will give up is told by its names: the first of each kind, and a summary. */
class DeprecationsTest {

  @TempDir Path folder;

  private ProjectFolder project;

  @BeforeEach
  void oneModel() {
    project =
        ProjectFolder.empty(folder)
            .file("dbt_project.yml", "name: shop\nprofile: shop\n")
            .file(
                "profiles.yml",
                "shop: {target: dev, outputs: {dev: {type: postgres, host: h, user: u, password: p,"
                    + " port: 5432, dbname: d, schema: s}}}")
            .model("orders", "select 1 as id");
  }

  @Test
  void oneOfAKindIsToldAndAllAreCounted() {
    twoOldTests();

    project
        .runInside("parse")
        .succeeded()
        .says(
            "[WARNING][PropertyMovedToConfigDeprecation]: Found `where` as a top-level property of"
                + " the test `not_null`",
            "models/orders.yml:7:15",
            "[WARNING][MissingArgumentsPropertyInGenericTestDeprecation]: Found top-level arguments"
                + " to test `accepted_values` defined on 'orders'",
            "Summary of encountered deprecations:",
            "- PropertyMovedToConfigDeprecation: 2 occurrences",
            "- MissingArgumentsPropertyInGenericTestDeprecation: 1 occurrence",
            "--show-all-deprecations")
        .neverSays("`severity`");
    project
        .runInside("parse", "--show-all-deprecations")
        .succeeded()
        .says("`where`", "`severity`")
        .neverSays("--show-all-deprecations");
  }

  @Test
  void warnErrorOptionsKnowThem() {
    twoOldTests();

    project.runInside("parse", "--warn-error").refused().says("PropertyMovedToConfigDeprecation");
    project
        .runInside(
            "parse",
            "--warn-error-options",
            "{error: [MissingArgumentsPropertyInGenericTestDeprecation]}")
        .refused()
        .says("Found top-level arguments to test `accepted_values`");
    project
        .runInside("parse", "--warn-error-options", "{error: [Deprecations]}")
        .refused()
        .says("PropertyMovedToConfigDeprecation");
    project
        .runInside("parse", "--warn-error-options", "{silence: [Deprecations]}")
        .succeeded()
        .neverSays("Deprecation");
  }

  private void twoOldTests() {
    project.file(
        "models/orders.yml",
        """
        models:
          - name: orders
            columns:
              - name: id
                data_tests:
                  - not_null:
                      where: id > 1
                      severity: warn
                  - accepted_values:
                      values: [1]
                      config: {quote: false}
                  - unique:
                      config: {severity: warn}
        """);
  }

  @Test
  void theProjectsOldKeysAreTold() {
    project
        .append(
            "dbt_project.yml",
            """
            data-paths: [data]
            log-path: mylogs
            target-path: out
            log-path: mylogs
            """)
        .runInside("parse", "--show-all-deprecations")
        .succeeded()
        .says(
            "[ConfigDataPathDeprecation]: The `data-paths` config has been renamed to `seed-paths`",
            "[ConfigLogPathDeprecation]: The `log-path` config",
            "[ConfigTargetPathDeprecation]: The `target-path` config",
            "[DuplicateYAMLKeysDeprecation]: The key \"log-path\" is written twice");
  }

  @Test
  void flagsOfTheProfilesFileAreFollowedAndTold() {
    project
        .append("profiles.yml", "\nconfig: {warn_error: true}\n")
        .model("orders", "{{ exceptions.warn('careful') }} select 1 as id");

    project.runInside("parse").refused().says("ProjectFlagsMovedDeprecation");
    project
        .append("dbt_project.yml", "flags: {send_anonymous_usage_stats: false}\n")
        .runInside("parse")
        .succeeded()
        .neverSays("ProjectFlagsMovedDeprecation");
  }

  @Test
  void tagsBesideMacrosAreTold() {
    project
        .file(
            "macros/m.sql",
            """
            {% macro m() %}{% if true %}1{% endif %}{% endmacro %}
            {% endmacro %}
            {# {% if %} #}
            """)
        .runInside("parse")
        .succeeded()
        .says(
            "[UnexpectedJinjaBlockDeprecation]: Found unexpected 'endmacro' block tag.",
            "macros/m.sql:2:1",
            "UnexpectedJinjaBlockDeprecation: 1 occurrence");
  }

  @Test
  void theCommandLineAndTheEnvironmentCount() {
    Outcome listed =
        project.runInside(
            "ls",
            "--log-format",
            "json",
            "-m",
            "orders",
            "--warn-error-options",
            "{include: [NothingToDo]}");

    listed.succeeded().says("ModelParamUsageDeprecation", "WEOIncludeExcludeDeprecation");
    TidemarkProcess.in(folder)
        .env("DBT_ENGINE_MINE", "1")
        .env("DBT_NO_PRINT", "1")
        .run("parse", "--log-format", "json")
        .succeeded()
        .says(
            "\"env_var\":\"DBT_ENGINE_MINE\"",
            "\"new_name\":\"DBT_ENGINE_PRINT\",\"old_name\":\"DBT_NO_PRINT\"");
  }

  @Test
  void otherWarningsHaveDbtsNamesToo() {
    project.file(
        "models/sources.yml",
        """
        models: [{name: nowhere}]
        sources:
          - name: raw
            freshness: {warn_after: {count: 1, period: day}}
            tables: [{name: events}, {name: dated, loaded_at_field: at}]
        """);

    project
        .runInside("parse")
        .succeeded()
        .says("The freshness of the source raw.events can't be computed", "models/sources.yml:5")
        .neverSays("raw.dated");
    project
        .runInside("parse", "--warn-error-options", "{error: [FreshnessConfigProblem]}")
        .refused()
        .says("raw.events");
    project
        .runInside("parse", "--warn-error-options", "{error: [NoNodeForYamlKey]}")
        .refused()
        .says("There is no model \"nowhere\"");
  }

  @Test
  void whatTemplatesLogIsInTheDataAsWell() {
    project
        .model("orders", "{{ log('hello', info=true) }} select 1 as id")
        .runInside("parse", "--log-format", "json")
        .succeeded()
        .says("\"data\":{\"msg\":\"hello\"}", "\"name\":\"JinjaLogInfo\"");
  }

  @Test
  void templatesAreToldOfItertools() {
    project
        .model("orders", "select {{ modules.itertools.chain([1], [2]) | list | length }} as id")
        .runInside("parse")
        .succeeded()
        .says("Usage of itertools modules is deprecated");
  }

  @Test
  void aFileOfJsonLinesHasTheDataWhateverTheOutputHas() {
    project
        .file("models/orders.yml", "models: [{name: orders, deprecation_date: 2020-01-01}]")
        .runInside("parse", "--log-format-file", "json")
        .succeeded()
        .says("Model orders has passed its deprecation date");

    assertThat(project.read("logs/tidemark.log"))
        .contains("\"model_name\":\"orders\"", "\"name\":\"DeprecatedModel\"")
        .contains("\"name\":\"MainReportVersion\"", "\"name\":\"CommandCompleted\"");
  }
}
