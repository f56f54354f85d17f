package io.tidemark.report.run;

import io.tidemark.graph.Node;
import io.tidemark.graph.ResourceType;

/** How it is said that a node of a kind is done or has failed, in dbt's words and codes. */
enum ResultWords {
  MODEL("LogModelResult", "Q012"),
  SEED("LogSeedResult", "Q016"),
  SNAPSHOT("LogSnapshotResult", "Q015"),
  FUNCTION("LogFunctionResult", "Q047"),
  /** dbt loads no sources, so it has no words for that; tools that read its log know these. */
  SOURCE("LogModelResult", "Q012");

  private final String event;
  private final String code;

  ResultWords(String event, String code) {
    this.event = event;
    this.code = code;
  }

  static ResultWords of(Node node) {
    if (node.type() == ResourceType.SEED) {
      return SEED;
    }
    if (node.type() == ResourceType.SOURCE) {
      return SOURCE;
    }
    if (node.type() == ResourceType.FUNCTION) {
      return FUNCTION;
    }
    return node.type() == ResourceType.SNAPSHOT ? SNAPSHOT : MODEL;
  }

  /** The event's name. */
  String event() {
    return event;
  }

  /** The event's code. */
  String code() {
    return code;
  }

  /** {@code OK loaded seed file raw.orders}. */
  String done(Node node) {
    return switch (this) {
      case MODEL, FUNCTION -> "OK created " + Wording.described(node);
      case SEED, SOURCE -> "OK loaded " + Wording.described(node);
      case SNAPSHOT -> "OK snapshotted " + node.relation().display();
    };
  }

  /** {@code ERROR loading seed file raw.orders}. */
  String failed(Node node) {
    return switch (this) {
      case MODEL, FUNCTION -> "ERROR creating " + Wording.described(node);
      case SEED, SOURCE -> "ERROR loading " + Wording.described(node);
      case SNAPSHOT -> "ERROR snapshotting " + node.relation().display();
    };
  }
}
