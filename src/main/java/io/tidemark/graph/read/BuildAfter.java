package io.tidemark.graph.read;

import io.tidemark.project.config.ConfigValue;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.util.Map;

/**
 * A model's {@code freshness: {build_after: …}}, which dbt's platform goes by. It has no effect
 * here; as in dbt a half one is refused.
 */
final class BuildAfter {

  private BuildAfter() {}

  /**
   * Checks what is configured.
   *
   * @throws ProjectException where a count has no period, or a period no count
   */
  static void check(NodeConfig config) {
    ConfigValue freshness = config.value("freshness");
    if (freshness == null
        || !(freshness.value() instanceof Map<?, ?> written)
        || !(written.get("build_after") instanceof Map<?, ?> after)) {
      return;
    }
    boolean count = after.get("count") != null && !Integer.valueOf(0).equals(after.get("count"));
    boolean period = after.get("period") != null;
    if (count != period) {
      throw new ProjectException(
          Problem.of(
                  "`freshness.build_after` must have a value for `%s` if a `%s` is provided"
                      .formatted(count ? "period" : "count", count ? "count" : "period"))
              .at(freshness.place())
              .next("Write for example: build_after: {count: 1, period: day}."));
    }
  }
}
