package io.tidemark.cli;

import io.tidemark.graph.ResourceType;
import io.tidemark.graph.select.IndirectSelection;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which kinds of nodes a command is about, and what becomes of tests. */
final class ResourceTypeOptions {

  @Option(
      names = {"--resource-type", "--resource-types"},
      arity = "1..*",
      paramLabel = "TYPE",
      description = "Only these: model, seed, snapshot, test, unit_test. Default: all.")
  List<String> included = new ArrayList<>();

  @Option(
      names = {"--exclude-resource-type", "--exclude-resource-types"},
      arity = "1..*",
      paramLabel = "TYPE",
      description = "All but these.")
  List<String> excluded = new ArrayList<>();

  @Option(
      names = "--indirect-selection",
      paramLabel = "MODE",
      description = {
        "Which tests come with what is selected: eager (that read any of it), cautious (that read",
        "nothing else), buildable (nothing else but what comes before it), empty (none).",
        "Default: eager."
      })
  IndirectSelection indirectSelection = IndirectSelection.EAGER;

  @Option(names = "--warn-error", description = "A test that warns is one that fails.")
  boolean warnError;

  @Option(
      names = {"-x", "--fail-fast"},
      description = "Start nothing new after the first failure.")
  boolean failFast;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many nodes run at once, instead of the profile's number.")
  @org.jspecify.annotations.Nullable
  Integer threads;

  /**
   * Whether nodes of a kind are asked for.
   *
   * @throws ProjectException if one of the words is no kind
   */
  boolean includes(ResourceType type) {
    Set<String> only = checked(included);
    return (only.isEmpty()
            || only.contains("all")
            || only.contains("default")
            || only.contains(type.dbtName()))
        && !checked(excluded).contains(type.dbtName());
  }

  private static Set<String> checked(List<String> words) {
    Set<String> known = new LinkedHashSet<>(List.of("all", "default"));
    Arrays.stream(ResourceType.values()).map(ResourceType::dbtName).forEach(known::add);
    Set<String> checked = new LinkedHashSet<>();
    for (String text : words) {
      for (String word : text.strip().split("\\s+", -1)) {
        if (!known.contains(word)) {
          throw new ProjectException(
              Problem.of("There is no resource type \"" + word + "\"")
                  .found(NearestName.question(word, known).orElse(null))
                  .next("Choose from: " + String.join(", ", known) + "."));
        }
        checked.add(word);
      }
    }
    return checked;
  }
}
