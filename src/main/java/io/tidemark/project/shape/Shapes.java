package io.tidemark.project.shape;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shapes of dbt's files. */
public final class Shapes {

  /** Read when the first file is. */
  private static final class Held {
    private static final Map<String, Shape.Keys> PROPERTIES =
        Map.copyOf(ShapeNotation.read("/shapes/properties.txt"));
    private static final Map<String, Shape.Keys> CONFIGS =
        Map.copyOf(ShapeNotation.read("/shapes/configs.txt"));
    private static final Map<String, Shape.Keys> PROJECT =
        Map.copyOf(ShapeNotation.read("/shapes/project.txt"));
  }

  private Shapes() {}

  /**
   * What an entry of a properties file has to be.
   *
   * @param kind the key under which it stands, for example {@code models}
   * @return null where nothing is known of that key
   */
  public static Shape.@Nullable Keys entry(String kind) {
    return Held.PROPERTIES.get(kind);
  }

  /**
   * What the configuration of a node has to be.
   *
   * @param type dbt's name of the resource type, for example {@code model}
   * @return null where nothing is known of that type
   */
  public static Shape.@Nullable Keys config(String type) {
    return Held.CONFIGS.get(type);
  }

  /**
   * What {@code dbt_project.yml} or a part of the other files of a project has to be.
   *
   * @param name for example {@code project}, or {@code git} for such an entry of packages.yml
   * @return null where there is no such part
   */
  public static Shape.@Nullable Keys ofProject(String name) {
    return Held.PROJECT.get(name);
  }
}
