package io.tidemark.graph.semantic;

import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlScalar;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Filters of metrics and saved queries, and what saved queries are grouped by: texts with calls of
 * {@code Dimension()}, {@code TimeDimension()}, {@code Entity()} and {@code Metric()}.
 */
final class FilterRules {

  private static final Pattern PRINT = Pattern.compile("\\{\\{(.*?)\\}\\}", Pattern.DOTALL);
  private static final Pattern CALL =
      Pattern.compile(
          "\\s*(?<function>Dimension|TimeDimension|Entity|Metric)\\s*\\(\\s*(?:\\w+\\s*=\\s*)?"
              + "(['\"])(?<name>[^'\"]*)\\2\\s*(?:,\\s*(?:\\w+\\s*=\\s*)?(['\"])(?<grain>[^'\"]*)\\4)?"
              + "(?<rest>.*?)\\)(?:\\s*\\.\\s*\\w+\\s*\\([^()]*\\))*\\s*",
          Pattern.DOTALL);

  private static final String EXAMPLE =
      "Write for example: {{ Dimension('order__country') }} or {{"
          + " TimeDimension('order__ordered_at', 'day') }}.";

  private final Problems problems;
  private final Set<String> customGranularities;

  /**
   * The rules.
   *
   * @param customGranularities those of the project's time spines
   */
  FilterRules(Problems problems, Set<String> customGranularities) {
    this.problems = problems;
    this.customGranularities = customGranularities;
  }

  /** A filter, or a list of them. */
  void check(@Nullable YamlNode written) {
    if (written == null) {
      return;
    }
    if (written instanceof YamlScalar scalar && scalar.value() instanceof String text) {
      check(text, scalar.place());
    }
    SemanticElement.items(written).forEach(this::check);
  }

  private void check(String text, Place place) {
    int end = 0;
    Matcher print = PRINT.matcher(text);
    while (print.find()) {
      call(print.group(1), place);
      end = print.end();
    }
    if (text.indexOf("{{", end) >= 0 || text.contains("{%")) {
      problems.add(
          Problem.of("The filter can't be read: a template in it is not closed, or not allowed")
              .at(place)
              .next(EXAMPLE));
    }
  }

  /**
   * A call.
   *
   * @return the name of the element that it means, without its entity; null, with a problem, where
   *     it is none
   */
  @Nullable String call(String text, Place place) {
    Matcher call = CALL.matcher(text);
    if (!call.matches()) {
      problems.add(
          Problem.of("\"%s\" is no call that the semantic layer knows".formatted(text.strip()))
              .at(place)
              .next(EXAMPLE));
      return null;
    }
    List<String> parts = List.of(call.group("name").split("__", -1));
    String last = parts.get(parts.size() - 1);
    boolean grained = parts.size() > 1 && isGranularity(last);
    String element = grained ? parts.get(parts.size() - 2) : last;
    boolean needsEntity = call.group("function").endsWith("Dimension");
    if (needsEntity && parts.size() < (grained ? 3 : 2) && !element.equals("metric_time")) {
      problems.add(
          Problem.of("The dimension '%s' does not say its entity".formatted(call.group("name")))
              .at(place)
              .next("Write it as ENTITY__DIMENSION."));
    }
    String grain = call.group("grain");
    if (grain != null
        && call.group("function").equals("TimeDimension")
        && !isGranularity(grain.toLowerCase(Locale.ROOT))) {
      problems.add(
          SemanticModelRules.noWord("time granularity", grain, TimeSpine.granularities())
              .at(place));
    }
    return element;
  }

  private boolean isGranularity(String word) {
    return TimeSpine.isGranularity(word) || customGranularities.contains(word);
  }
}
