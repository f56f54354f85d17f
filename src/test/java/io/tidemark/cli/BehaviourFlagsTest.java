package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The flags of {@code dbt_project.yml} by which dbt lets a project choose a behaviour. */
class BehaviourFlagsTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final ProjectFolder project;

  BehaviourFlagsTest(@TempDir Path folder) {
    project =
        ProjectFolder.in(folder, database.settings(), "shop").model("orders", "select 1 as id\n");
  }

  @BeforeEach
  void anEmptyDatabase() {
    database.execute("drop schema if exists tidemark, shop cascade");
  }

  @Test
  void nodesAreRunAfterAStartHookThatFailedUnlessTheProjectSaysOtherwise() {
    project
        .append("dbt_project.yml", "on-run-start: [select 1, select nothing, select 2]\n")
        .run("run")
        .nodeFailed()
        .says("ERROR hook: shop.on-run-start.1", "SKIP hook: shop.on-run-start.2")
        .says("OK created sql view model shop.orders", "PASS=2 WARN=0 ERROR=1 SKIP=1");

    project.append("dbt_project.yml", "flags: {skip_nodes_if_on_run_start_fails: true}\n");
    project
        .run("run")
        .nodeFailed()
        .says("SKIP relation shop.orders", "PASS=1 WARN=0 ERROR=1 SKIP=2");
    project
        .file("dbt_project.yml", project.read("dbt_project.yml").replace("nothing", "3"))
        .run("retry")
        .succeeded()
        .says("OK created sql view model shop.orders", "PASS=4 WARN=0 ERROR=0 SKIP=0");
  }

  @Test
  void aPackageThatReadsAModelOfTheProjectByItsNameIsToldOf() {
    project
        .file("dbt_packages/helpers/dbt_project.yml", "name: helpers\n")
        .file("dbt_packages/helpers/models/reads.sql", "select * from {{ ref('orders') }}\n")
        .file("dbt_packages/helpers/models/says.sql", "select * from {{ ref('shop', 'orders') }}\n")
        .run("parse")
        .succeeded()
        .says("The model reads of the package helpers reads model.shop.orders of the project")
        .neverSays("The model says of");
  }

  @Test
  void aPackagesMaterializationInThePlaceOfDbtsIsToldOf() {
    String materialization =
        """
        {% materialization view, default %}
          {% call statement('main') %} create view {{ this }} as {{ sql }} {% endcall %}
          {% do adapter.commit() %}
          {{ return({'relations': [this]}) }}
        {% endmaterialization %}
        """;
    project
        .file("dbt_packages/helpers/dbt_project.yml", "name: helpers\n")
        .file("dbt_packages/helpers/macros/view.sql", materialization)
        .append(
            "dbt_project.yml",
            "flags: {require_explicit_package_overrides_for_builtin_materializations: false}\n")
        .run("run")
        .succeeded()
        .says(
            "[WARNING][PackageMaterializationOverrideDeprecation]: Installed package 'helpers' is"
                + " overriding the built-in materialization 'view'");
  }

  @Test
  void anUnpinnedReferenceToAVersionThatIsNotTheNewestIsToldOf() {
    project
        .model("prices_v9", "select 1 as id")
        .model("prices_v10", "select 2 as id")
        .model("reads", "select p.* from {{ ref('prices') }} p, {{ ref('prices', v=9) }} other")
        .file(
            "models/prices.yml",
            "models: [{name: prices, latest_version: 9, versions: [{v: 9}, {v: 10}]}]\n")
        .run("run", "--log-format", "json")
        .succeeded()
        .says("\"UnpinnedRefNewVersionAvailable\"", "\"ref_max_version\":\"10\"");
  }

  /** So a project forbids a run: dbt ends there, whatever the flag says. */
  @Test
  void noNodeIsRunAfterAStartHookWhoseTemplateFailed() {
    project
        .append(
            "dbt_project.yml",
            """
            on-run-start:
              - select 1
              - "{% if execute %}{{ exceptions.raise_compiler_error('not today') }}{% endif %}"
            on-run-end: select 2
            """)
        .run("run")
        .ended(2)
        .says("ERROR hook: shop.on-run-start.1", "not today", "SKIP hook: shop.on-run-end.0")
        .says("SKIP relation shop.orders", "PASS=1 WARN=0 ERROR=1 SKIP=2");
    assertThat(database.queryText("select to_regclass('shop.orders')")).isNull();

    project
        .file("dbt_project.yml", project.read("dbt_project.yml").replace("if execute", "if false"))
        .run("restart")
        .succeeded()
        .says("OK created sql view model shop.orders", "OK hook: shop.on-run-end.0");
  }

  @Test
  void oneNameForASeedAndAModel() {
    project.file("seeds/orders.csv", "id\n1\n").file("seeds/s.yml", alias("orders"));
    project.run("parse").succeeded().says("have the same name");
    flag("require_unique_project_resource_names", true);
    project.run("parse").refused().says("have the same name", "Rename one of them");
  }

  @Test
  void namesWithBlanks() {
    project.model("my model", "select 1 as id\n");
    project
        .run("parse")
        .refused()
        .says("Resource names cannot contain spaces: 'model.shop.my model'", "models/my model.sql");
    flag("require_resource_names_without_spaces", false);
    project
        .run("run")
        .succeeded()
        .says("Found spaces in the name of `model.shop.my model`", "models/my model.sql:1")
        .says("Spaces found in 1 resource name(s)")
        .says("- ResourceNamesWithSpacesDeprecation: 1 occurrence");
  }

  @Test
  void aPackagesMaterializationInThePlaceOfDbts() {
    project
        .file("packages.yml", "packages: [{local: other}]\n")
        .file("other/dbt_project.yml", "name: other\nversion: '1.0'\n")
        .file(
            "other/macros/view.sql",
            """
            {% materialization view, default %}
              {% call statement('main') %}
                create table {{ this }} as select 'the package' as made
              {% endcall %}
              {% do adapter.commit() %}
              {{ return({'relations': [this]}) }}
            {% endmaterialization %}
            """)
        .run("deps")
        .succeeded();
    flag("require_explicit_package_overrides_for_builtin_materializations", false);
    project.run("run").succeeded();
    assertThat(database.queryText("select made from shop.orders")).isEqualTo("the package");
  }

  @Test
  void argumentsOfTestsBelowArgumentsOrNot() {
    project
        .file(
            "macros/t.sql",
            "{% test told(model, arguments) %}select 1 where '{{ arguments.a }}' <> '7'"
                + "{% endtest %}")
        .file(
            "models/s.yml",
            "models: [{name: orders, data_tests: [{told: {arguments: {a: 7}}}]}]\n");
    flag("require_generic_test_arguments_property", false);
    project.run("build").succeeded().says("PASS told_orders", "PASS=2");
  }

  @Test
  void argumentsOfMacrosAsTheyAreDescribed() {
    project
        .file("macros/m.sql", "{% macro m(one, two) %}{% endmacro %}{% macro n(a) %}{% endmacro %}")
        .file(
            "macros/m.yml",
            """
            macros:
              - name: m
                arguments:
                  - {name: one, type: "list[dict[str, int]]"}
                  - {name: too, type: "list[text]"}
                  - {name: three}
            """)
        .run("parse")
        .succeeded()
        .neverSays("jinja definition");
    flag("validate_macro_args", true);
    project
        .run("parse")
        .succeeded()
        .says("Argument too in yaml for macro m does not match the jinja definition.")
        .says("The number of arguments in the yaml for macro m does not match")
        .says("Argument too in the yaml for macro m has an invalid type.")
        .neverSays("Argument one");
    assertThat(project.read("target/manifest.json"))
        .contains("\"arguments\":[{\"name\":\"a\",\"type\":null,\"description\":\"\"}]");
    project.run("parse", "--warn-error").refused();
  }

  private void flag(String name, boolean value) {
    project.append("dbt_project.yml", "flags: {%s: %s}\n".formatted(name, value));
  }

  private static String alias(String seed) {
    return "seeds: [{name: %s, config: {alias: other}}]\n".formatted(seed);
  }
}
