package io.tidemark.project.properties;

import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.problem.Place;
import io.tidemark.project.yaml.YamlMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A macro as a properties file describes it.
 *
 * @param description a template, not yet rendered; empty where there is none
 * @param arguments in their order
 * @param config its {@code config}, with {@code meta} and {@code docs} that stand beside it
 * @param mapping the whole entry; keys that are not known here are kept in it
 * @param place where its name is
 */
public record MacroProperties(
    String name,
    String description,
    List<Argument> arguments,
    ConfigLayer config,
    YamlMapping mapping,
    Place place) {

  /**
   * An argument of a macro.
   *
   * @param type null where it is not said
   * @param description a template, not yet rendered; empty where there is none
   */
  public record Argument(String name, @Nullable String type, String description) {}
}
