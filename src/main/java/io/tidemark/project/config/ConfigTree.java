package io.tidemark.project.config;

import io.tidemark.project.problem.Place;
import io.tidemark.project.yaml.YamlEntry;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A section of {@code dbt_project.yml} that configures nodes ({@code models:}, {@code seeds:}, …):
 * levels of package, folders and node name, each with configuration. As in dbt, a key with a {@code
 * +} is configuration, and so is a key without one whose value is not a mapping; any other mapping
 * is a deeper level.
 *
 * @param root the section
 */
public record ConfigTree(YamlMapping root) {

  /**
   * A level of the tree that configures something.
   *
   * @param path the package, folders and name that lead to it; empty for the section itself
   * @param place where it is written
   */
  public record Level(List<String> path, Place place) {

    public Level {
      path = List.copyOf(path);
    }

    /** Whether the node of this fully qualified name is configured by this level. */
    public boolean applies(List<String> fqn) {
      return fqn.size() >= path.size() && fqn.subList(0, path.size()).equals(path);
    }
  }

  /** The section of a project that does not have it; the place is the project file's. */
  public static ConfigTree empty(Place place) {
    return new ConfigTree(YamlMapping.empty(place));
  }

  /**
   * What the section says about a node, the most general first; levels that say nothing are left
   * out.
   *
   * @param fqn the node's fully qualified name: package, folders below the model path, node name
   */
  public List<ConfigLayer> layersFor(List<String> fqn) {
    List<ConfigLayer> layers = new ArrayList<>();
    addLayer(root, layers);
    YamlMapping level = root;
    for (String name : fqn) {
      if (!(level.get(name) instanceof YamlMapping deeper)) {
        break;
      }
      addLayer(deeper, layers);
      level = deeper;
    }
    return List.copyOf(layers);
  }

  /** Every level that configures something, so that those which apply to no node can be told. */
  public List<Level> levels() {
    List<Level> levels = new ArrayList<>();
    addLevels(root, root.place(), List.of(), levels);
    return List.copyOf(levels);
  }

  private static void addLevels(
      YamlMapping level, Place place, List<String> path, List<Level> levels) {
    if (!configurationOf(level).isEmpty()) {
      levels.add(new Level(path, place));
    }
    for (YamlEntry entry : level.entries()) {
      if (!isConfiguration(entry) && entry.value() instanceof YamlMapping deeper) {
        List<String> longer = new ArrayList<>(path);
        longer.add(entry.name());
        addLevels(deeper, entry.place(), longer, levels);
      }
    }
  }

  private static void addLayer(YamlMapping level, List<ConfigLayer> layers) {
    Map<String, ConfigValue> values = configurationOf(level);
    if (!values.isEmpty()) {
      layers.add(new ConfigLayer(ConfigOrigin.PROJECT, values));
    }
  }

  private static Map<String, ConfigValue> configurationOf(YamlMapping level) {
    Map<String, ConfigValue> values = new LinkedHashMap<>();
    for (YamlEntry entry : level.entries()) {
      if (isConfiguration(entry)) {
        YamlNode value = entry.value();
        values.put(nameOf(entry), new ConfigValue(value.value(), value.place(), value.written()));
      }
    }
    return values;
  }

  private static boolean isConfiguration(YamlEntry entry) {
    return entry.name().startsWith("+") || !(entry.value() instanceof YamlMapping);
  }

  private static String nameOf(YamlEntry entry) {
    return entry.name().startsWith("+") ? entry.name().substring(1).strip() : entry.name();
  }
}
