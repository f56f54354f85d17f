package io.tidemark.project.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.problem.SourceText;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class NodeConfigTest {

  @Test
  void theMoreSpecificLayerWins() {
    NodeConfig config =
        merged("materialized: view", "materialized: table", "materialized: incremental");

    assertThat(config.materialized()).isEqualTo("incremental");
    assertThat(config.value("materialized").place().reference()).isEqualTo("layer2.yml:1:15");
  }

  @Test
  void tagsAreJoinedEachOnce() {
    assertThat(merged("tags: nightly", "tags: [daily, nightly]", "tags: [mart]").tags())
        .containsExactly("nightly", "daily", "mart");
  }

  @Test
  void mappingsOfMetaDocsQuotingContractAndColumnTypesAreMerged() {
    for (String key : List.of("meta", "docs", "quoting", "contract", "column_types")) {
      NodeConfig config = merged(key + ": {a: 1, b: 2}", key + ": {b: 3}");

      assertThat(config.get(key)).as(key).isEqualTo(Map.of("a", 1L, "b", 3L));
    }
  }

  @Test
  void persistDocsIsReplacedAsInDbt() {
    assertThat(
            merged("persist_docs: {relation: true}", "persist_docs: {columns: true}")
                .get("persist_docs"))
        .isEqualTo(Map.of("columns", true));
  }

  @Test
  void hooksAreAppendedTheMostGeneralFirst() {
    NodeConfig config =
        merged(
            "post-hook: grant a",
            "post-hook:",
            "post_hook: [grant b, {sql: vacuum, transaction: false}]",
            "post-hook: '{\"sql\": \"analyze\", \"transaction\": false}'");

    assertThat(config.postHooks())
        .extracting(Hook::sql, Hook::transaction)
        .containsExactly(
            tuple("grant a", true),
            tuple("grant b", true),
            tuple("vacuum", false),
            tuple("analyze", false));
    assertThat(config.preHooks()).isEmpty();
  }

  @Test
  void aHookThatIsATemplateStaysAsItIs() {
    assertThat(merged("pre-hook: '{{ log(1) }}'").preHooks())
        .extracting(Hook::sql)
        .containsExactly("{{ log(1) }}");
  }

  @Test
  void aHookWithoutSqlIsRefused() {
    assertThatThrownBy(() -> merged("pre-hook: {transaction: false}").preHooks())
        .hasMessageContaining("A \"pre-hook\" must be SQL text, or a mapping with \"sql\"")
        .hasMessageContaining("layer0.yml:1:11");
  }

  @Test
  void granteesAreReplacedOrWithAPlusExtended() {
    assertThat(merged("grants: {select: [a]}", "grants: {select: b}").get("grants"))
        .isEqualTo(Map.of("select", List.of("b")));
    assertThat(merged("grants: {select: a, insert: x}", "grants: {+select: [b]}").get("grants"))
        .isEqualTo(Map.of("select", List.of("a", "b"), "insert", List.of("x")));
  }

  @Test
  void keysThatNobodyKnowsAreKept() {
    assertThat(merged("snowflake_warehouse: big", "x: {a: 1}", "x: {b: 2}").values())
        .containsKeys("snowflake_warehouse", "x")
        .extractingByKey("x")
        .extracting(ConfigValue::value)
        .isEqualTo(Map.of("b", 2L));
  }

  @Test
  void dbnameIsTheDatabase() {
    assertThat(merged("dbname: a", "database: b").database()).isEqualTo("b");
  }

  @Test
  void whatIsNotSetHasDbtsDefault() {
    NodeConfig config = NodeConfig.empty();

    assertThat(config.materialized()).isEqualTo("view");
    assertThat(config.enabled()).isTrue();
    assertThat(config.schema()).isNull();
    assertThat(config.alias()).isNull();
    assertThat(config.uniqueKey()).isEmpty();
    assertThat(config.integer("chunk_size")).isNull();
    assertThat(config.meta()).isEmpty();
  }

  @Test
  void aKeyMayHaveOneColumnOrSeveral() {
    assertThat(merged("unique_key: id").uniqueKey()).containsExactly("id");
    assertThat(merged("unique_key: [id, day]").uniqueKey()).containsExactly("id", "day");
    assertThat(merged("unique_key: null").uniqueKey()).isEmpty();
  }

  @Test
  void aValueOfTheWrongTypeNamesItsPlaceWhatWasFoundAndWhatIsAllowed() {
    NodeConfig config = merged("enabled: 'false'\nchunk_size: many\nalias: [a]\ntags: [{a: 1}]");

    assertThatThrownBy(config::enabled)
        .isInstanceOf(ProjectException.class)
        .hasMessage(
            """
            The config "enabled" must be true or false
              layer0.yml:1:10
                1 | enabled: 'false'
                  |          ^
              Found the text "false".
              Remove the quotes, or end a template with "| as_bool".\
            """);
    assertThatThrownBy(() -> config.integer("chunk_size"))
        .hasMessageContaining("\"chunk_size\" must be a whole number")
        .hasMessageContaining("Found the text \"many\".");
    assertThatThrownBy(config::alias).hasMessageContaining("\"alias\" must be a text");
    assertThatThrownBy(config::tags).hasMessageContaining("\"tags\" must be a text or a list");
    assertThatThrownBy(() -> config.mapping("alias"))
        .hasMessageContaining("must be a mapping of keys to values");
  }

  @Test
  void aMergedKeyOfTheWrongTypeIsRefusedWhenMerging() {
    assertThatThrownBy(() -> merged("meta: owner"))
        .hasMessageContaining("The config \"meta\" must be a mapping of keys to values")
        .hasMessageContaining("layer0.yml:1:7");
  }

  @Test
  void aCallerCanSayWhichValuesAreAllowed() {
    NodeConfig config = merged("incremental_strategy: upsert");

    assertThat(config.notAllowed("incremental_strategy", List.of("append", "merge")).render())
        .contains("layer0.yml:1:23", "Found the text \"upsert\". Allowed: append, merge.");
  }

  private static NodeConfig merged(String... layers) {
    return NodeConfig.merge(
        Arrays.stream(layers)
            .map(
                text ->
                    ConfigLayer.of(
                        ConfigOrigin.PROJECT,
                        yaml("layer" + List.of(layers).indexOf(text) + ".yml", text)))
            .toList());
  }

  private static YamlMapping yaml(String file, String text) {
    return (YamlMapping) YamlReader.read(SourceText.of(file, text), new Problems());
  }
}
