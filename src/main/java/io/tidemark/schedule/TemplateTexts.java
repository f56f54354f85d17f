package io.tidemark.schedule;

import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.yaml.YamlEntry;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlScalar;
import io.tidemark.project.yaml.YamlSequence;
import io.tidemark.template.TemplateSyntax;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks through the templates of a job file for what would be found out when the tasks before them
 * have run: texts that are no templates, and params that the job does not have. Who asks for one
 * with {@code is defined}, {@code default} or {@code get} knows what he does.
 */
final class TemplateTexts {

  private static final Pattern TAG = Pattern.compile("\\{[{%].*?[}%]\\}", Pattern.DOTALL);

  /** The name, in one of two groups, and what follows where that makes it no mistake. */
  private static final Pattern USE =
      Pattern.compile(
          "(?<![\\w.'\"])params\\s*(?:\\.\\s*([A-Za-z_]\\w*)|\\[\\s*['\"]([^'\"]+)['\"]\\s*\\])"
              + "(\\s*(?:\\(|\\|\\s*d(?:efault)?\\b|is\\s+(?:not\\s+)?(?:un)?defined\\b))?");

  private final List<String> known;
  private final Problems problems;

  /**
   * A search.
   *
   * @param known the names of the job's params
   */
  TemplateTexts(List<String> known, Problems problems) {
    this.known = List.copyOf(known);
    this.problems = problems;
  }

  /** Looks through all texts of a value. */
  void check(YamlNode node) {
    if (node instanceof YamlMapping mapping) {
      mapping.entries().stream()
          .filter(entry -> !entry.name().equals("description"))
          .map(YamlEntry::value)
          .forEach(this::check);
    } else if (node instanceof YamlSequence sequence) {
      sequence.items().forEach(this::check);
    } else if (node instanceof YamlScalar scalar) {
      check(scalar);
    }
  }

  private void check(YamlScalar scalar) {
    if (scalar.value() instanceof String) {
      TemplateSyntax.check(scalar.place(), scalar.text(), problems);
    }
    Matcher tags = TAG.matcher(scalar.text());
    while (tags.find()) {
      Matcher uses = USE.matcher(tags.group());
      while (uses.find()) {
        String name = uses.group(1) == null ? uses.group(2) : uses.group(1);
        if (uses.group(3) == null && !known.contains(name)) {
          problems.add(
              Problem.of("The job has no param \"%s\"".formatted(name))
                  .at(scalar.place())
                  .found(
                      known.isEmpty()
                          ? "It has none."
                          : "Params: %s.".formatted(String.join(", ", known)))
                  .next(
                      NearestName.question(name, known)
                          .orElse("Write it: params: {%s: …}".formatted(name))));
        }
      }
    }
  }
}
