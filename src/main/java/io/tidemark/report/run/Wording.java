package io.tidemark.report.run;

import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.graph.ResourceType;
import io.tidemark.project.problem.GroupedNumber;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How numbers, times and nodes are said. */
final class Wording {

  private Wording() {}

  /** {@code sql view model staging.stg_customers}, {@code seed file raw.orders}, as dbt says it. */
  static String described(Node node) {
    if (node.type() == ResourceType.SEED) {
      return "seed file " + node.relation().display();
    }
    if (node.type() == ResourceType.SNAPSHOT
        || node.type() == ResourceType.SOURCE
        || node.type() == ResourceType.FUNCTION) {
      return node.type().dbtName() + " " + node.relation().display();
    }
    if (node.detail() instanceof NodeDetail.Declared) {
      return node.type().shownName() + " " + node.name();
    }
    if (isTest(node)) {
      return node.type().dbtName() + " " + testName(node);
    }
    String kind = node.microbatch() ? "microbatch" : node.config().materialized();
    String language = node.file().isPython() ? "python" : "sql";
    return "%s %s %s %s"
        .formatted(language, kind, node.type().dbtName(), node.relation().display());
  }

  /** What a test is called in its lines. */
  static String testName(Node node) {
    return node.detail() instanceof NodeDetail.Unit unit
        ? unit.test().model().replaceFirst(".*\\.([^.]+)$", "$1") + "::" + node.name()
        : node.name();
  }

  static boolean isTest(Node node) {
    return node.type() == ResourceType.TEST || node.type() == ResourceType.UNIT_TEST;
  }

  /** {@code 1 model}, {@code 2 models}. */
  static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /** {@code 3,450,000}. */
  static String number(long number) {
    return GroupedNumber.of(number);
  }

  /** {@code 0.12}. */
  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.2f", time.toNanos() / 1e9);
  }

  /** {@code 4 s}, {@code 2 min 5 s}, {@code 1 h 3 min}. */
  static String roughly(Duration time) {
    if (time.toMinutes() == 0) {
      return time.toSeconds() + " s";
    }
    return time.toHours() == 0
        ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
        : time.toHours() + " h " + time.toMinutesPart() + " min";
  }

  /** The text with every line moved to the right. */
  static String indented(String text) {
    return "  " + text.replace("\n", "\n  ");
  }

  /** {@code a, b, c and 4 more}. */
  static String several(List<String> names, int shown) {
    if (names.size() <= shown) {
      return String.join(", ", names);
    }
    return String.join(", ", names.subList(0, shown)) + " and " + (names.size() - shown) + " more";
  }
}
