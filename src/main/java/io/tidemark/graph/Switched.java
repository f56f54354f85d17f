package io.tidemark.graph;

import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.config.ConfigOrigin;
import io.tidemark.project.config.ConfigValue;
import io.tidemark.project.config.NodeConfig;
import java.util.List;
import java.util.Map;

/** What is switched off because of what it needs. */
public final class Switched {

  /** {@code enabled: false}, which nobody wrote. */
  public static final ConfigLayer OFF =
      new ConfigLayer(ConfigOrigin.PROPERTIES, Map.of("enabled", new ConfigValue(false, null)));

  private Switched() {}

  /** Whether a node was switched off, not disabled by somebody. */
  static boolean isOff(Node node) {
    ConfigValue enabled = node.config().value("enabled");
    return enabled != null && Boolean.FALSE.equals(enabled.value()) && enabled.place() == null;
  }

  /** The configuration with {@link #OFF}. */
  public static NodeConfig off(NodeConfig config) {
    return NodeConfig.merge(
        List.of(new ConfigLayer(ConfigOrigin.PROPERTIES, config.values()), OFF));
  }
}
