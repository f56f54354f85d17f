package io.tidemark.graph.select;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** dbt's selector methods. */
enum Method {
  ACCESS("access"),
  CONFIG("config"),
  EXPOSURE("exposure"),
  FILE("file"),
  FQN("fqn"),
  GROUP("group"),
  METRIC("metric"),
  PACKAGE("package"),
  PATH("path"),
  RESOURCE_TYPE("resource_type"),
  RESULT("result"),
  SAVED_QUERY("saved_query"),
  SELECTOR("selector"),
  SEMANTIC_MODEL("semantic_model"),
  SOURCE("source"),
  SOURCE_STATUS("source_status"),
  STATE("state"),
  TAG("tag"),
  TEST_NAME("test_name"),
  TEST_TYPE("test_type"),
  UNIT_TEST("unit_test"),
  VERSION("version");

  private final String dbtName;

  Method(String dbtName) {
    this.dbtName = dbtName;
  }

  /** The name that stands before the colon. */
  String dbtName() {
    return dbtName;
  }

  /** The method of a name. */
  static Optional<Method> named(String name) {
    return Arrays.stream(values()).filter(method -> method.dbtName.equals(name)).findFirst();
  }

  /** The names of the methods. */
  static List<String> available() {
    return Arrays.stream(values()).map(Method::dbtName).toList();
  }
}
