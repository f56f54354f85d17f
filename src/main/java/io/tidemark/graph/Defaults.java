package io.tidemark.graph;

import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.config.ConfigOrigin;
import io.tidemark.project.config.ConfigValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** dbt's configuration of each kind of node where nobody writes anything. */
public final class Defaults {

  /** Where the failures of data tests are stored: a schema beside the target's. */
  private static final String TEST_SCHEMA = "dbt_test__audit";

  private static final ConfigLayer NOTHING = layer(Map.of());
  private static final ConfigLayer SEED = layer(Map.of("materialized", "seed"));
  private static final ConfigLayer SNAPSHOT = layer(Map.of("materialized", "snapshot"));
  private static final ConfigLayer FUNCTION = layer(Map.of("materialized", "function"));
  private static final ConfigLayer TEST =
      layer(Map.of("materialized", "test", "schema", TEST_SCHEMA));

  private Defaults() {}

  /** The layer below all others; empty for most kinds. */
  public static ConfigLayer of(ResourceType type) {
    return switch (type) {
      case SEED -> SEED;
      case SNAPSHOT -> SNAPSHOT;
      case FUNCTION -> FUNCTION;
      case TEST -> TEST;
      default -> NOTHING;
    };
  }

  private static ConfigLayer layer(Map<String, String> values) {
    Map<String, ConfigValue> layer = new LinkedHashMap<>();
    values.forEach((key, value) -> layer.put(key, new ConfigValue(value, null)));
    return new ConfigLayer(ConfigOrigin.DEFAULT, layer);
  }
}
