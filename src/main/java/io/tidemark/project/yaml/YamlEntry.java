package io.tidemark.project.yaml;

import io.tidemark.project.problem.Place;

/**
 * A key and its value in a mapping.
 *
 * @param key the key, with the place where it was written
 * @param value the value
 */
public record YamlEntry(YamlScalar key, YamlNode value) {

  /** The key as it was written. */
  public String name() {
    return key.text();
  }

  /** Where the key was written. */
  public Place place() {
    return key.place();
  }
}
