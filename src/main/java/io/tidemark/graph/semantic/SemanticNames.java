package io.tidemark.graph.semantic;

import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names the semantic layer takes; the rules are those of dbt-semantic-interfaces 0.9. */
final class SemanticNames {

  private static final Pattern NAME = Pattern.compile("[a-z]((?!__)[a-z0-9_])*[a-z0-9]");
  private static final Set<String> RESERVED = Set.of("metric_time", "mf_internal_uuid");

  /** What is a keyword in all databases that dbt knows. */
  private static final Set<String> KEYWORDS =
      Set.of(
          "and",
          "as",
          "create",
          "distinct",
          "for",
          "from",
          "full",
          "having",
          "in",
          "inner",
          "into",
          "is",
          "join",
          "left",
          "like",
          "natural",
          "not",
          "null",
          "on",
          "or",
          "right",
          "select",
          "union",
          "using",
          "where",
          "with");

  private SemanticNames() {}

  /**
   * Checks a name.
   *
   * @param what what it is the name of, for the error
   */
  static void check(String what, String name, Place place, Problems problems) {
    if (!NAME.matcher(name).matches()) {
      problems.add(
          Problem.of("Invalid name `%s` for %s".formatted(name, what))
              .at(place)
              .found(
                  "Allowed: at least two lower-case letters, digits and underscores; a letter"
                      + " first, no underscore last, no two together."));
    } else if (TimeSpine.isGranularity(name) || RESERVED.contains(name)) {
      problems.add(
          Problem.of(
                  "Invalid name `%s` for %s: the semantic layer uses the word"
                      .formatted(name, what))
              .at(place)
              .next("For example: my_" + name));
    } else if (KEYWORDS.contains(name.toLowerCase(Locale.ROOT))) {
      problems.add(
          Problem.of(
                  "'%s' is an SQL reserved keyword, and can't be the name of %s"
                      .formatted(name, what))
              .at(place)
              .next("For example: my_" + name));
    }
  }

  /** Labels may be used once. */
  static void checkLabels(List<SemanticElement> elements, Problems problems) {
    Set<String> labels = new HashSet<>();
    for (SemanticElement one : elements) {
      if (one.has("label") && !labels.add(SemanticElement.text(one.mapping().get("label")))) {
        problems.add(
            Problem.of("The label of the %s %s is used already".formatted(one.kind(), one.name()))
                .at(one.mapping().placeOf("label"))
                .next(
                    "Give each %s of a semantic model a label of its own.".formatted(one.kind())));
      }
    }
  }
}
