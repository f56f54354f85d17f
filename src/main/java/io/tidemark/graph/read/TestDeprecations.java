package io.tidemark.graph.read;

import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.WarningKind;
import io.tidemark.project.yaml.YamlEntry;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Warns of generic tests that are written as dbt will not take them one day: configuration beside
 * {@code config}, arguments beside {@code arguments}. The rules are those of dbt-core 1.11 ({@code
 * TestBuilder.extract_test_args}).
 *
 * @param nested whether {@code arguments} holds the arguments: the project's flag {@code
 *     require_generic_test_arguments_property}
 */
record TestDeprecations(boolean nested) {

  private static final String ARGUMENTS = "arguments";
  private static final Set<String> NO_ARGUMENTS =
      Set.of("config", "column_name", "description", "name", ARGUMENTS, "test_name");

  /**
   * Warns of a test.
   *
   * @param target what it is a test of
   * @param written as it stands there; nothing is said of what is no test at all
   */
  void warn(TestTarget target, YamlNode written, Problems problems) {
    if (!(written instanceof YamlMapping mapping)) {
      return;
    }
    YamlNode named = mapping.get("test_name");
    if (named != null) {
      warn(String.valueOf(named.value()), target, mapping, mapping.place(), problems);
    } else if (mapping.entries().size() == 1
        && mapping.entries().get(0).value() instanceof YamlMapping below) {
      YamlEntry entry = mapping.entries().get(0);
      warn(entry.name(), target, below, entry.place(), problems);
    }
  }

  private void warn(
      String test, TestTarget target, YamlMapping given, Place place, Problems problems) {
    if (!nested) {
      if (given.has(ARGUMENTS)) {
        problems.warn(
            Problem.of(
                    "Found `arguments` property in test definition of `%s` without usage of `require_generic_test_arguments_property` behavior change flag."
                        .formatted(test))
                .at(given.placeOf(ARGUMENTS))
                .next("Set the flag, or call the argument by another name.")
                .named(WarningKind.ARGUMENTS_PROPERTY));
      }
      return;
    }
    List<String> beside = new ArrayList<>();
    for (YamlEntry entry : given.entries()) {
      String key = entry.name();
      if (TestEntry.CONFIG_KEYS.contains(key)) {
        problems.warn(
            Problem.of("Found `%s` as a top-level property of the test `%s`".formatted(key, test))
                .at(entry.place())
                .next("Move it below \"config:\" of the test.")
                .named(WarningKind.PROPERTY_MOVED_TO_CONFIG));
      } else if (!NO_ARGUMENTS.contains(key)) {
        beside.add(key);
      }
    }
    if (!beside.isEmpty() && !gives(given.get(ARGUMENTS))) {
      problems.warn(
          Problem.of(
                  "Found top-level arguments to test `%s` defined on '%s'"
                      .formatted(test, target.name()))
              .at(place)
              .found("Found: " + String.join(", ", beside) + ".")
              .next("Nest them under the `arguments` property.")
              .named(WarningKind.MISSING_ARGUMENTS_PROPERTY));
    }
  }

  private static boolean gives(@Nullable YamlNode arguments) {
    return arguments instanceof YamlMapping mapping
        ? !mapping.entries().isEmpty()
        : arguments instanceof YamlSequence || (arguments != null && arguments.value() != null);
  }
}
