package io.tidemark.graph;

/** The order of a model's versions. */
public final class ModelVersions {

  private ModelVersions() {}

  /** As dbt does: by number where both are numbers, else by text. */
  public static int compare(String one, String other) {
    try {
      return Double.compare(Double.parseDouble(one), Double.parseDouble(other));
    } catch (NumberFormatException noNumbers) {
      return one.compareTo(other);
    }
  }
}
