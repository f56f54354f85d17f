package io.tidemark.template;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to do next about errors of templates that are made often, and say little of their cause. */
final class TemplateHints {

  private static final Pattern NESTED = Pattern.compile("\\{[{%][^}%]*\\{[{%]");
  private static final Pattern UNDEFINED = Pattern.compile("'(?<name>\\w+)' is undefined");
  private static final Pattern STRAY_END =
      Pattern.compile("Encountered unknown tag 'end(?<tag>\\w+)'.*");
  private static final Pattern STRAY_BRANCH =
      Pattern.compile("Encountered unknown tag '(?:else|elif)'.*");

  private TemplateHints() {}

  /**
   * The hint, if there is one.
   *
   * @param problem what the engine says
   * @param line the line of the template
   */
  static Optional<String> of(String problem, String line) {
    if (NESTED.matcher(line).find()
        && (problem.startsWith("expected token") || problem.startsWith("unexpected"))) {
      return Optional.of(
          "Curly brackets don't nest: inside {{ … }} or {% … %} write the name alone.");
    }
    if (problem.startsWith("unexpected char")) {
      return Optional.of(
          "A quote is not closed, or the character has no meaning within {{ … }} and {% … %}.");
    }
    Matcher end = STRAY_END.matcher(problem);
    if (end.matches()) {
      return Optional.of(
          problem.contains("looking for")
              ? "Close the inner block first, in the order in which they were opened."
              : "No {%% %s %%} is open here: remove it, or write the missing one."
                  .formatted(end.group("tag")));
    }
    if (STRAY_BRANCH.matcher(problem).matches()) {
      return Optional.of("No {% if %} is open here.");
    }
    Matcher undefined = UNDEFINED.matcher(problem);
    if (undefined.matches()) {
      return Optional.of(
          "Set it, write the macro %s, or install the package that has it (tidemark deps)."
              .formatted(undefined.group("name")));
    }
    return Optional.empty();
  }
}
