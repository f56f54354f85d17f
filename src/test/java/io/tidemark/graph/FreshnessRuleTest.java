package io.tidemark.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.graph.entry.Entries;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How fresh a table must be: what it says itself goes before what its source says, as in dbt. */
class FreshnessRuleTest {

  private final GraphProject project;

  FreshnessRuleTest(@TempDir Path root) {
    project =
        new GraphProject(root)
            .with(
                "models/s.yml",
                """
                sources:
                  - name: raw
                    loaded_at_field: at
                    freshness:
                      warn_after: {count: 12, period: hour}
                      error_after: {count: 24, period: hour}
                    tables:
                      - {name: own, freshness: {warn_after: {count: 6, period: hour}}}
                      - {name: hollow, freshness: {warn_after: {count: 6}, error_after: {}}}
                      - {name: one, freshness: {error_after: null}}
                      - {name: "off", freshness: null}
                      - {name: configured, config: {freshness: null}}
                      - name: again
                        freshness: null
                        config: {freshness: {error_after: {count: 2, period: day}}}
                """);
  }

  @Test
  void eachThresholdIsTheTablesOrTheSources() {
    assertThat(rule("own")).isEqualTo("6 hour, 24 hour");
    assertThat(rule("hollow")).isEqualTo("6 hour, 24 hour");
    assertThat(rule("one")).isEqualTo("12 hour, never");
    assertThat(rule("off")).isEqualTo("nothing");
    assertThat(rule("configured")).isEqualTo("nothing");
    assertThat(rule("again")).isEqualTo("never, 2 day");
  }

  @Test
  void whatTheManifestSaysIsTheSame() {
    assertThat(String.valueOf(entry("one").get("freshness")))
        .isEqualTo("{warn_after={count=12, period=hour}, error_after=null, filter=null}");
    assertThat(entry("off")).containsEntry("freshness", null);
    assertThat(String.valueOf(entry("off").get("unrendered_config"))).contains("freshness=null");
  }

  private Map<String, ?> entry(String table) {
    return new Entries(project.manifest(), new Descriptions(Map.of(), "shop", text -> text), 0)
        .of(Objects.requireNonNull(project.manifest().sources().get("source.shop.raw." + table)));
  }

  private String rule(String table) {
    SourceNode source = project.manifest().sources().get("source.shop.raw." + table);
    return FreshnessRule.of(Objects.requireNonNull(source))
        .map(rule -> text(rule.warnAfter()) + ", " + text(rule.errorAfter()))
        .orElse("nothing");
  }

  private static String text(FreshnessRule.@Nullable Threshold threshold) {
    return threshold == null ? "never" : threshold.count() + " " + threshold.period();
  }
}
