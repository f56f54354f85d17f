package io.tidemark.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.graph.entry.Entries;
import io.tidemark.project.problem.ProjectException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The nodes and macros of installed packages belong to the project as they do in dbt. */
class PackagesTest {

  private static final String PACKAGE = "dbt_packages/util/";

  private final GraphProject project;

  PackagesTest(@TempDir Path root) {
    project =
        new GraphProject(root)
            .with(PACKAGE + "dbt_project.yml", "name: util\nmodels: {+materialized: table}\n")
            .with(
                PACKAGE + "macros/m.sql",
                """
                {% macro who() %}util{% endmacro %}
                {% macro half() %}{{ return(adapter.dispatch('half', 'util')()) }}{% endmacro %}
                {% macro default__half() %}util's half{% endmacro %}
                """);
  }

  @Test
  void aNodeIsConfiguredByItsPackageAndThenByTheProject() {
    project
        .with(
            "dbt_project.yml",
            "name: shop\nprofile: shop\nmodels: {util: {+schema: u, off: {+enabled: false}}}\n")
        .with(PACKAGE + "models/on.sql", "{{ config(schema='own', tags=['t']) }} select 1 as x")
        .with(PACKAGE + "models/off.sql", "select 1 as x");

    Manifest manifest = project.manifest();

    Node on = manifest.node("model.util.on").orElseThrow();
    assertThat(on.fqn()).containsExactly("util", "on");
    assertThat(on.config().materialized()).isEqualTo("table");
    assertThat(on.relation().schema()).isEqualTo("public_u");
    assertThat(manifest.disabled())
        .extracting(Selectable::uniqueId)
        .containsExactly("model.util.off");
  }

  @Test
  void macrosAreFoundInTheNodesPackageThenInTheProjectThenByThePackagesName() {
    project
        .with("macros/m.sql", "{% macro who() %}shop{% endmacro %}{% macro us() %}us{% endmacro %}")
        .with(PACKAGE + "models/p.sql", "select '{{ who() }} {{ us() }} {{ shop.who() }}' as x")
        .with("models/s.sql", "select '{{ who() }} {{ util.who() }}' as x");

    assertThat(project.compiled("s")).isEqualTo("select 'shop util' as x");
    assertThat(project.compiled("util", "p")).isEqualTo("select 'util us shop' as x");
  }

  @Test
  void dispatchAsksTheProjectThenTheNamespaceOrWhomItIsTold() {
    project
        .with("macros/m.sql", "{% macro postgres__half() %}shop's half{% endmacro %}")
        .with("models/s.sql", "select '{{ util.half() }}' as x");

    assertThat(project.compiled("s")).isEqualTo("select 'shop's half' as x");

    project.with(
        "dbt_project.yml",
        """
        name: shop
        profile: shop
        dispatch: [{macro_namespace: util, search_order: [util, shop]}]
        """);

    assertThat(project.compiled("s")).isEqualTo("select 'util's half' as x");
  }

  @Test
  void aSourceOfAPackageMayBeOverriddenKeyByKey() {
    project
        .with(
            PACKAGE + "models/s.yml",
            """
            sources:
              - name: raw
                schema: theirs
                loader: them
                tables:
                  - {name: a, identifier: t_a, description: their a, columns: [{name: x}]}
                  - {name: b}
            """)
        .with(
            "models/s.yml",
            """
            sources:
              - name: raw
                overrides: util
                schema: ours
                tables:
                  - {name: a, description: our a, data_tests: []}
                  - {name: c}
              - {name: raw, tables: [{name: a}]}
            """)
        .with("models/m.sql", "select * from {{ source('raw', 'a') }}")
        .with(PACKAGE + "models/p.sql", "select * from {{ source('raw', 'b') }}");

    Manifest manifest = project.manifest();

    SourceNode a = Objects.requireNonNull(manifest.sources().get("source.util.raw.a"));
    assertThat(a.relation().schema()).isEqualTo("ours");
    assertThat(a.relation().name()).isEqualTo("t_a");
    assertThat(a.table().description()).isEqualTo("our a");
    assertThat(a.table().columns()).hasSize(1);
    assertThat(a.source().loader()).isEqualTo("them");
    assertThat(manifest.sources())
        .containsOnlyKeys("source.util.raw.a", "source.util.raw.b", "source.shop.raw.a");
    assertThat(project.compiled("util", "p")).contains("\"ours\".\"b\"");
    assertThat(project.compiled("m")).contains("\"raw\".\"a\"");
  }

  /** As dbt has it: what the package says of its own holds for the one that stands in its place. */
  @Test
  void whatAPackageSaysOfAModelHoldsForTheProjectsOfThatName() {
    project
        .with("dbt_project.yml", "name: shop\nprofile: shop\nmodels: {util: {+enabled: false}}\n")
        .with(
            PACKAGE + "models/said.yml",
            """
            models:
              - {name: orders, description: "{{ doc('orders') }}", config: {tags: [theirs]}}
              - {name: own, description: theirs}
            """)
        .with(PACKAGE + "models/docs.md", "{% docs orders %}All orders{% enddocs %}")
        .with(PACKAGE + "models/orders.sql", "select 1 as x")
        .with(PACKAGE + "models/own.sql", "select 1 as x")
        .with("models/orders.sql", "select 2 as x")
        .with("models/own.sql", "select 2 as x")
        .with("models/own.yml", "models: [{name: own, description: ours}]");

    Manifest manifest = project.manifest();

    Node orders = manifest.node("model.shop.orders").orElseThrow();
    assertThat(orders.tags()).containsExactly("theirs");
    assertThat(entry(manifest, orders))
        .containsEntry("description", "All orders")
        .containsEntry("patch_path", "util://models/said.yml");
    Node own = manifest.node("model.shop.own").orElseThrow();
    assertThat(entry(manifest, own)).containsEntry("description", "ours");
  }

  @Test
  void whatOverridesNothingIsTold() {
    project.with(
        "models/s.yml",
        "sources: [{name: raw, overrides: utils, schema: ours, tables: [{name: a}]}]");

    assertThat(project.warnings())
        .anyMatch(text -> text.contains("`overrides` is deprecated but was found on source `raw`"))
        .anyMatch(
            text -> text.contains("overrides one of the package \"utils\" that is not there"));
    assertThat(project.manifest().sources()).isEmpty();
  }

  @Test
  void aRefFindsTheProjectThenItsOwnPackageThenTheOthers() {
    project
        .with("models/both.sql", "select 1 as x")
        .with("models/s.sql", "select * from {{ ref('both') }}, {{ ref('only') }}")
        .with(PACKAGE + "models/both.sql", "{{ config(schema='u') }} select 1 as x")
        .with(PACKAGE + "models/only.sql", "select * from {{ ref('both') }}");

    Manifest manifest = project.manifest();

    assertThat(manifest.node("model.shop.s").orElseThrow().dependsOn())
        .containsExactly("model.shop.both", "model.util.only");
    assertThat(manifest.node("model.util.only").orElseThrow().dependsOn())
        .containsExactly("model.shop.both");
  }

  @Test
  void aPackagesSchemaNamesAreItsOwnAndNobodyElses() {
    project
        .with(
            PACKAGE + "macros/names.sql",
            "{% macro generate_schema_name(name, node) %}of_util{% endmacro %}")
        .with(PACKAGE + "models/p.sql", "select 1 as x")
        .with("models/s.sql", "select 1 as x");

    Manifest manifest = project.manifest();

    assertThat(manifest.node("model.util.p").orElseThrow().relation().schema())
        .isEqualTo("of_util");
    assertThat(manifest.node("model.shop.s").orElseThrow().relation().schema()).isEqualTo("public");
  }

  @Test
  void whatIsWrongWithAPackageIsToldWithItsFolder() {
    project
        .with(PACKAGE + "models/p.sql", "\nselect 1")
        .with("dbt_packages/empty/readme.md", "no package")
        .with("dbt_packages/again/dbt_project.yml", "name: util\n");

    assertThatThrownBy(project::manifest)
        .isInstanceOf(ProjectException.class)
        .hasMessageContaining("dbt_packages/empty/dbt_project.yml can't be read")
        .hasMessageContaining("There are two packages named \"util\"")
        .hasMessageContaining("dbt_packages/util/dbt_project.yml:1");
  }

  @Test
  void aTemplateErrorOfAPackageIsToldWithItsFolder() {
    project.with(PACKAGE + "models/p.sql", "\n{{ nothing( }}");

    assertThatThrownBy(project::manifest).hasMessageContaining("dbt_packages/util/models/p.sql:2");
  }

  private static Map<String, @Nullable Object> entry(Manifest manifest, Node node) {
    Descriptions descriptions =
        new Descriptions(manifest.docs(), manifest.projectName(), text -> text);
    return new Entries(manifest, descriptions, 0).of(node);
  }
}
