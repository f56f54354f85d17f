package io.tidemark.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.config.Quoting;
import io.tidemark.project.file.SearchPaths;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.yaml.ValueRenderer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Defaults, full mapping and the text of every error of {@code dbt_project.yml}. */
@NullUnmarked
class ProjectFileTest {

  @TempDir Path root;

  @Test
  void aFileThatHasOnlyANameHasDbtsDefaults() {
    ProjectFile file = read("name: shop\n");

    assertThat(file.name()).isEqualTo("shop");
    assertThat(file.version()).isNull();
    assertThat(file.profile()).isNull();
    List<String> all =
        List.of("models", "seeds", "snapshots", "analyses", "macros", "tests", "functions");
    assertThat(file.searchPaths())
        .isEqualTo(
            new SearchPaths(
                List.of("models"),
                List.of("seeds"),
                List.of("snapshots"),
                List.of("macros"),
                List.of("tests"),
                List.of("analyses"),
                List.of("functions"),
                all));
    assertThat(file.targetPath()).isEqualTo("target");
    assertThat(file.cleanTargets()).containsExactly("target");
    assertThat(file.logPath()).isEqualTo("logs");
    assertThat(file.packagesInstallPath()).isEqualTo("dbt_packages");
    assertThat(file.assetPaths()).isEmpty();
    assertThat(file.queryComment()).isEqualTo(QueryComment.DEFAULT);
    assertThat(file.requireDbtVersion()).isEmpty();
    assertThat(file.quoting()).isEqualTo(Quoting.UNSET);
    assertThat(file.vars().value()).isEmpty();
    assertThat(file.models().levels()).isEmpty();
    assertThat(file.onRunStart()).isEmpty();
    assertThat(file.dispatch()).isEmpty();
  }

  @Test
  void everyKeyIsRead() {
    ProjectFile file =
        read(
            """
            name: shop
            version: "1.0"
            config-version: 2
            profile: dev
            model-paths: [m]
            seed-paths: [s]
            test-paths: [t]
            analysis-paths: [a]
            macro-paths: [mac, mac2/]
            snapshot-paths: [sn]
            docs-paths: [d]
            asset-paths: [as]
            target-path: out
            log-path: l
            packages-install-path: p
            clean-targets: [out, p]
            query-comment: {comment: hi, append: true}
            require-dbt-version: [">=1.0.0", "<3.0.0"]
            vars: {x: "{{ 1 }}", shop: {y: 2}}
            models: {+materialized: table}
            seeds: {+schema: raw}
            snapshots: {+schema: snap}
            sources: {+enabled: false}
            tests: {+severity: warn}
            exposures: {+enabled: true}
            on-run-start: "create schema x"
            on-run-end: ["{{ grant() }}", analyze]
            dispatch: [{macro_namespace: dbt_utils, search_order: [shop, dbt_utils]}]
            quoting: {identifier: true}
            flags: {fail_fast: true}
            """);

    assertThat(file.version()).isEqualTo("1.0");
    assertThat(file.profile()).isEqualTo("dev");
    assertThat(file.searchPaths().macros()).containsExactly("mac", "mac2");
    assertThat(file.searchPaths().docs()).containsExactly("d");
    assertThat(file.assetPaths()).containsExactly("as");
    assertThat(file.targetPath()).isEqualTo("out");
    assertThat(file.logPath()).isEqualTo("l");
    assertThat(file.packagesInstallPath()).isEqualTo("p");
    assertThat(file.cleanTargets()).containsExactly("out", "p");
    assertThat(file.queryComment().text()).isEqualTo("hi");
    assertThat(file.queryComment().append()).isTrue();
    assertThat(file.requireDbtVersion()).containsExactly(">=1.0.0", "<3.0.0");
    assertThat(file.vars().value()).isEqualTo(Map.of("x", "{{ 1 }}", "shop", Map.of("y", 2L)));
    assertThat(materialized(file)).isEqualTo("table");
    assertThat(NodeConfig.merge(file.seeds().layersFor(List.of())).schema()).isEqualTo("raw");
    assertThat(NodeConfig.merge(file.snapshots().layersFor(List.of())).schema()).isEqualTo("snap");
    assertThat(NodeConfig.merge(file.sources().layersFor(List.of())).enabled()).isFalse();
    assertThat(NodeConfig.merge(file.dataTests().layersFor(List.of())).string("severity"))
        .isEqualTo("warn");
    assertThat(file.section("exposures").levels()).hasSize(1);
    assertThat(file.onRunStart()).extracting(RunHook::sql).containsExactly("create schema x");
    assertThat(file.onRunEnd())
        .extracting(RunHook::sql)
        .containsExactly("{{ grant() }}", "analyze");
    assertThat(file.dispatch())
        .containsExactly(new Dispatch("dbt_utils", List.of("shop", "dbt_utils")));
    assertThat(file.quoting()).isEqualTo(new Quoting(null, null, true));
    assertThat(file.flags().value()).isEqualTo(Map.of("fail_fast", true));
  }

  @Test
  void theTutorialsFileIsRead() {
    ProjectFile file =
        read(
            """
            name: dbt_postgres_demo
            version: "1.0"
            config-version: 2
            profile: my_postgres_profile

            models:
              dbt_postgres_demo:
                staging:
                  +schema: staging
                  +materialized: view
                marts:
                  +schema: marts
                  +materialized: table
                intermediate:
                  +schema: intermediate
                  +materialized: ephemeral
            """);

    NodeConfig marts =
        NodeConfig.merge(
            file.models().layersFor(List.of("dbt_postgres_demo", "marts", "incremental_orders")));
    assertThat(marts.schema()).isEqualTo("marts");
    assertThat(marts.materialized()).isEqualTo("table");
  }

  @Test
  void templatesAreRenderedButNotInHooksVarsAndQueryComments() {
    ValueRenderer renderer = (text, place) -> "rendered";
    new ProjectOnDisk(root)
        .with(
            "dbt_project.yml",
            """
            name: shop
            profile: "{{ p }}"
            query-comment: "{{ q }}"
            vars: {v: "{{ v }}"}
            on-run-start: ["{{ s }}"]
            models:
              +schema: "{{ s }}"
              shop: {+pre-hook: "{{ h }}", +post_hook: [{sql: "{{ h }}"}]}
            """);
    ProjectYaml yaml = ProjectYaml.read(root);
    ProjectFile file = ProjectReader.read(yaml, renderer, renderer).file();

    assertThat(yaml.profileName(renderer)).isEqualTo("rendered");
    assertThat(yaml.profilePlace().reference()).isEqualTo("dbt_project.yml:2:10");
    assertThat(yaml.vars().value()).isEqualTo(Map.of("v", "{{ v }}"));
    assertThat(file.profile()).isEqualTo("rendered");
    assertThat(file.queryComment().text()).isEqualTo("{{ q }}");
    assertThat(file.vars().value()).isEqualTo(Map.of("v", "{{ v }}"));
    assertThat(file.onRunStart().get(0).sql()).isEqualTo("{{ s }}");
    NodeConfig config = NodeConfig.merge(file.models().layersFor(List.of("shop", "a")));
    assertThat(config.schema()).isEqualTo("rendered");
    assertThat(config.preHooks().get(0).sql()).isEqualTo("{{ h }}");
    assertThat(config.postHooks().get(0).sql()).isEqualTo("{{ h }}");
  }

  @Test
  void oldNamesOfPathsAreTakenWithAWarning() {
    new ProjectOnDisk(root)
        .with("dbt_project.yml", "name: shop\nsource-paths: [m]\ndata-paths: [d]\n");
    Project project = ProjectReader.read(root, ValueRenderer.identity());

    assertThat(project.file().searchPaths().models()).containsExactly("m");
    assertThat(project.file().searchPaths().seeds()).containsExactly("d");
    assertThat(project.warnings())
        .extracting(Problem::what)
        .containsExactly(
            "The `source-paths` config has been renamed to `model-paths`",
            "The `data-paths` config has been renamed to `seed-paths`");
  }

  @Test
  void aKeyThatDbtDoesNotKnowIsAnErrorWithTheNearestOne() {
    assertThatThrownBy(() -> read("name: shop\nmodel-path: [m]\n"))
        .hasMessage(
            """
            Additional properties are not allowed: "model-path" is no key of dbt_project.yml
              dbt_project.yml:2:1
                2 | model-path: [m]
                  | ^
              Did you mean "model-paths"?
              Correct or remove it; values of your own belong under "vars:".\
            """);
  }

  @Test
  void aVersionIsOneAndTheCloudIsAMapping() {
    assertThatThrownBy(() -> read("name: shop\nversion: invalid\ndbt-cloud: some text\n"))
        .hasMessageContaining("Found \"invalid\".")
        .hasMessageContaining("\"dbt-cloud\" must be a mapping");
    assertThat(read("name: shop\nversion: 1.0.0-rc1\n").version()).isEqualTo("1.0.0-rc1");
    assertThat(read("name: shop\nversion: '1.0'\n").version()).isEqualTo("1.0");
  }

  @Test
  void aMissingNameIsTold() {
    assertThatThrownBy(() -> read("profile: dev\n"))
        .hasMessage(
            """
            dbt_project.yml has no "name"
              dbt_project.yml:1:1
                1 | profile: dev
                  | ^
              Add "name: my_project": letters, digits and underscores.\
            """);
  }

  @ParameterizedTest
  @CsvSource({"my-project,my_project", "1shop,_1shop", "'a b',a_b", "'',my_project"})
  void aNameThatCanNotBeOneGetsASuggestion(String name, String suggestion) {
    assertThatThrownBy(() -> read("name: '%s'\n".formatted(name)))
        .hasMessageContaining("\"%s\" can't be a project's name".formatted(name))
        .hasMessageContaining("dbt_project.yml:1:7")
        .hasMessageContaining("Allowed: letters, digits and underscores")
        .hasMessageContaining("For example: name: " + suggestion);
  }

  @Test
  void aNameThatTemplatesUseIsRefused() {
    assertThatThrownBy(() -> read("name: ref\n"))
        .hasMessageContaining("templates use the word")
        .hasMessageContaining("name: my_ref");
  }

  @Test
  void aNameInAnotherScriptIsTaken() {
    assertThat(read("name: café_日本\n").name()).isEqualTo("café_日本");
  }

  @Test
  void allProblemsAreToldTogether() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    name: a b
                    config-version: 1
                    model-paths: {a: 1}
                    models: [x]
                    on-run-start: [{a: 1}]
                    dispatch: [{macro_namespace: x}]
                    quoting: {schema: maybe}
                    seed-paths: [s]
                    data-paths: [d]
                    tests: {+a: 1}
                    data_tests: {+a: 1}
                    """))
        .isInstanceOfSatisfying(
            ProjectException.class,
            thrown ->
                assertThat(thrown.problems())
                    .extracting(Problem::what)
                    .containsExactlyInAnyOrder(
                        "This config-version is not supported",
                        "\"a b\" can't be a project's name",
                        "\"model-paths\" must be a list of texts",
                        "\"data-paths\" and \"seed-paths\" are the same setting",
                        "\"models\" must be a mapping of keys to values",
                        "\"tests\" and \"data_tests\" are the same section",
                        "Each entry of \"on-run-start\" must be a text",
                        "An entry of \"dispatch\" needs \"macro_namespace\" and \"search_order\"",
                        "\"schema\" must be true or false"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# only a comment\n", "---\n", "~\n"})
  void anEmptyFileIsTold(String text) {
    assertThatThrownBy(() -> read(text))
        .hasMessageContaining("dbt_project.yml is empty")
        .hasMessageContaining("Write at least \"name:\" and \"profile:\" into it.");
  }

  @Test
  void aFileThatIsNoMappingIsTold() {
    assertThatThrownBy(() -> read("- a\n"))
        .hasMessageContaining("dbt_project.yml must be a mapping of keys to values");
  }

  @Test
  void aFileThatIsNotUtf8IsShownWithItsLine() {
    new ProjectOnDisk(root)
        .with("dbt_project.yml", "name: a\nprofile: é\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> ProjectReader.read(root, ValueRenderer.identity()))
        .hasMessageContaining("The file dbt_project.yml is not UTF-8")
        .hasMessageContaining("dbt_project.yml:2:10");
  }

  @Test
  void malformedYamlIsShownWithItsLine() {
    assertThatThrownBy(() -> read("name: shop\n\tprofile: dev\n"))
        .hasMessageContaining("A tab is used for indentation")
        .hasMessageContaining("dbt_project.yml:2:1");
  }

  private static String materialized(ProjectFile file) {
    return NodeConfig.merge(file.models().layersFor(List.of())).materialized();
  }

  private ProjectFile read(String text) {
    new ProjectOnDisk(root).with("dbt_project.yml", text);
    return ProjectReader.read(root, ValueRenderer.identity()).file();
  }
}
