package io.tidemark.project.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.SourceText;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class ConfigTreeTest {

  private static final ConfigTree TREE =
      tree(
          """
          +materialized: view
          enabled: true
          shop:
            +tags: [shop]
            materialized: table
            staging:
              +schema: staging
              +meta: {owner: me}
              docs: {show: false}
              stg_orders:
                + alias: orders
          other:
            +schema: other
          """);

  @Test
  void layersGoFromTheSectionToTheNode() {
    assertThat(TREE.layersFor(List.of("shop", "staging", "stg_orders")))
        .extracting(layer -> layer.values().keySet())
        .containsExactly(
            Set.of("materialized", "enabled"),
            Set.of("tags", "materialized"),
            // Without a plus, a mapping is a deeper level: "docs" is a folder.
            Set.of("schema", "meta"),
            Set.of("alias"));
  }

  @Test
  void theMostSpecificLevelWins() {
    NodeConfig config = NodeConfig.merge(TREE.layersFor(List.of("shop", "staging", "stg_orders")));

    assertThat(config.materialized()).isEqualTo("table");
    assertThat(config.alias()).isEqualTo("orders");
    assertThat(config.meta()).isEqualTo(Map.of("owner", "me"));
    assertThat(config.value("alias").place().reference()).isEqualTo("dbt_project.yml:11:16");
  }

  @Test
  void aNodeOfAnotherPackageGetsOnlyWhatIsGeneral() {
    assertThat(TREE.layersFor(List.of("elsewhere", "orders"))).hasSize(1);
  }

  @Test
  void everyLevelThatConfiguresSomethingCanBeTold() {
    assertThat(TREE.levels())
        .extracting(ConfigTree.Level::path)
        .containsExactly(
            List.of(),
            List.of("shop"),
            List.of("shop", "staging"),
            List.of("shop", "staging", "docs"),
            List.of("shop", "staging", "stg_orders"),
            List.of("other"));
    assertThat(TREE.levels().get(5).place().reference()).isEqualTo("dbt_project.yml:12:1");
    assertThat(TREE.levels().get(2).applies(List.of("shop", "staging", "x"))).isTrue();
    assertThat(TREE.levels().get(2).applies(List.of("shop", "marts", "x"))).isFalse();
    assertThat(TREE.levels().get(2).applies(List.of("shop"))).isFalse();
  }

  private static ConfigTree tree(String text) {
    return new ConfigTree(
        (YamlMapping) YamlReader.read(SourceText.of("dbt_project.yml", text), new Problems()));
  }
}
