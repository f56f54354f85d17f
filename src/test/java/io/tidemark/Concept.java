package io.tidemark;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Locale;

/** The packages of the house from the top down, each with all of its sub-packages. */
enum Concept {
  CLI,
  REPORT,
  JOB,
  BATCH,
  MATERIALIZATION,
  TRANSFER,
  LOAD,
  SCHEDULE,
  GRAPH,
  TEMPLATE,
  DEPS,
  PROJECT,
  JINJA,
  POSTGRES;

  private static final String ROOT = "io.tidemark.";

  static boolean isOurs(JavaClass type) {
    return type.getPackageName().startsWith(ROOT);
  }

  /**
   * The concept that a class of ours belongs to.
   *
   * @throws IllegalArgumentException if its package has no place in the house yet
   */
  static Concept of(JavaClass type) {
    String below = type.getPackageName().substring(ROOT.length());
    int dot = below.indexOf('.');
    return valueOf((dot < 0 ? below : below.substring(0, dot)).toUpperCase(Locale.ROOT));
  }

  /** The three at the bottom are no layers: they know PostgreSQL at most. */
  boolean mayKnow(Concept other) {
    if (this == other) {
      return true;
    }
    return switch (this) {
      case JINJA, POSTGRES -> false;
      case PROJECT -> other == POSTGRES;
      case CLI,
          REPORT,
          JOB,
          BATCH,
          MATERIALIZATION,
          TRANSFER,
          LOAD,
          SCHEDULE,
          GRAPH,
          TEMPLATE,
          DEPS ->
          compareTo(other) < 0;
    };
  }
}
