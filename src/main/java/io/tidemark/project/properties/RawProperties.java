package io.tidemark.project.properties;

import io.tidemark.project.problem.Place;
import io.tidemark.project.yaml.YamlMapping;

/**
 * An entry of a properties file that is kept as it was written, its templates rendered: an
 * exposure, a group, a unit test, a metric, …
 *
 * @param kind the key under which it stands
 * @param mapping the entry
 */
public record RawProperties(String kind, YamlMapping mapping) {

  /** Where it begins. */
  public Place place() {
    return mapping.place();
  }
}
