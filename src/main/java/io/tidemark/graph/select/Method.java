package io.tidemark.graph.select;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** dbt's selector methods, those that can't be answered yet among them. */
enum Method {
  ACCESS("access"),
  CONFIG("config"),
  EXPOSURE("exposure", "exposures"),
  FILE("file"),
  FQN("fqn"),
  GROUP("group"),
  METRIC("metric", "metrics"),
  PACKAGE("package"),
  PATH("path"),
  RESOURCE_TYPE("resource_type"),
  RESULT("result"),
  SAVED_QUERY("saved_query", "saved queries"),
  SELECTOR("selector"),
  SEMANTIC_MODEL("semantic_model", "semantic models"),
  SOURCE("source"),
  SOURCE_STATUS("source_status"),
  STATE("state"),
  TAG("tag"),
  TEST_NAME("test_name", "tests"),
  TEST_TYPE("test_type", "tests"),
  UNIT_TEST("unit_test", "unit tests"),
  VERSION("version", "versioned models");

  private final String dbtName;
  private final @Nullable String missing;

  Method(String dbtName) {
    this(dbtName, null);
  }

  Method(String dbtName, @Nullable String missing) {
    this.dbtName = dbtName;
    this.missing = missing;
  }

  /** The name that stands before the colon. */
  String dbtName() {
    return dbtName;
  }

  /** What it would need and this version does not have; empty where it can be answered. */
  Optional<String> missing() {
    return Optional.ofNullable(missing);
  }

  /** The method of a name. */
  static Optional<Method> named(String name) {
    return Arrays.stream(values()).filter(method -> method.dbtName.equals(name)).findFirst();
  }

  /** The names of the methods that can be answered. */
  static List<String> available() {
    return Arrays.stream(values())
        .filter(method -> method.missing == null)
        .map(Method::dbtName)
        .toList();
  }
}
