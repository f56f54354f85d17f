package io.tidemark.cli;

import io.tidemark.graph.ResourceType;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which kinds of nodes a command is about. */
final class ResourceTypeOptions {

  @Option(
      names = {"--resource-type", "--resource-types"},
      arity = "1..*",
      paramLabel = "TYPE",
      description = "Only these: model, source, test, seed, snapshot, … Default: all.")
  List<String> included = new ArrayList<>();

  @Option(
      names = {"--exclude-resource-type", "--exclude-resource-types"},
      arity = "1..*",
      paramLabel = "TYPE",
      description = "All but these.")
  List<String> excluded = new ArrayList<>();

  /**
   * Whether nodes of a kind are asked for.
   *
   * @throws ProjectException if one of the words is no kind
   */
  boolean includes(ResourceType type) {
    Set<String> included = checked(this.included);
    return (included.isEmpty()
            || included.contains("all")
            || included.contains("default")
            || included.contains(type.dbtName()))
        && !checked(excluded).contains(type.dbtName());
  }

  /** Whether a kind is asked for by its name or by "all", not only as one of those by default. */
  boolean asksFor(ResourceType type) {
    Set<String> included = checked(this.included);
    return included.contains("all") || included.contains(type.dbtName());
  }

  /** The words in lower case; a variable of the environment has several in one. */
  private static Set<String> checked(List<String> words) {
    Set<String> known = new LinkedHashSet<>(List.of("all", "default"));
    Arrays.stream(ResourceType.values()).map(ResourceType::dbtName).forEach(known::add);
    Set<String> checked = new LinkedHashSet<>();
    for (String text : words) {
      for (String word : text.strip().toLowerCase(Locale.ROOT).split("\\s+", -1)) {
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
