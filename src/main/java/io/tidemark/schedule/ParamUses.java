package io.tidemark.schedule;

import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds params that templates ask for and a job does not have: they would print nothing. Who asks
 * with {@code is defined}, {@code default} or {@code get} knows what he does. Immutable.
 */
public final class ParamUses {

  private static final Pattern TAG = Pattern.compile("\\{[{%].*?[}%]\\}", Pattern.DOTALL);

  /** The name, in one of two groups, and what follows where that makes it no mistake. */
  private static final Pattern USE =
      Pattern.compile(
          "(?<![\\w.'\"])params\\s*(?:\\.\\s*([A-Za-z_]\\w*)|\\[\\s*['\"]([^'\"]+)['\"]\\s*\\])"
              + "(\\s*(?:\\(|\\|\\s*d(?:efault)?\\b|is\\s+(?:not\\s+)?(?:un)?defined\\b))?");

  private final String job;
  private final List<String> known;

  /**
   * A search.
   *
   * @param job the job's name
   * @param known the names of its params
   */
  public ParamUses(String job, List<String> known) {
    this.job = job;
    this.known = List.copyOf(known);
  }

  /**
   * Looks through a text.
   *
   * @param places the place of an offset into the text
   */
  public void check(String text, IntFunction<Place> places, Problems problems) {
    Matcher tags = TAG.matcher(text);
    while (tags.find()) {
      Matcher uses = USE.matcher(tags.group());
      while (uses.find()) {
        String name = uses.group(1) == null ? uses.group(2) : uses.group(1);
        if (uses.group(3) == null && !known.contains(name)) {
          problems.add(problem(name, places.apply(tags.start() + uses.start())));
        }
      }
    }
  }

  private Problem problem(String name, Place place) {
    return Problem.of("The job %s has no param \"%s\"".formatted(job, name))
        .at(place)
        .found(known.isEmpty() ? "It has none." : "Params: %s.".formatted(String.join(", ", known)))
        .next(
            NearestName.question(name, known).orElse("Write it: params: {%s: …}".formatted(name)));
  }
}
