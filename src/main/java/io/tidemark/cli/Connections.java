package io.tidemark.cli;

import io.tidemark.graph.SourceNode;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.profile.Output;
import io.tidemark.project.profile.Profile;
import io.tidemark.project.properties.SourceConnection;
import io.tidemark.project.yaml.ValueRenderer;
import java.util.Collection;
import java.util.List;

/**
 * The connections that sources may name: the outputs of the profile. As in dbt an output is
 * rendered and checked only where it is used, so another one may ask for variables that are not
 * set.
 *
 * @param profile the profile
 * @param renderer renders what stands in it
 */
record Connections(Profile profile, ValueRenderer renderer) {

  /** Finds the names that are none, without rendering any output. */
  void check(Collection<SourceNode> sources, Problems problems) {
    List<String> names = profile.targets();
    sources.stream()
        .filter(SourceNode::loaded)
        .map(source -> source.source().connection())
        .distinct()
        .filter(connection -> connection != null && !names.contains(connection.name()))
        .forEach(connection -> problems.add(unknown(connection, names)));
  }

  private Problem unknown(SourceConnection connection, List<String> names) {
    String nearest =
        NearestName.question(connection.name(), names).map(question -> " " + question).orElse("");
    return Problem.of(
            "The profile \"%s\" has no output \"%s\"".formatted(profile.name(), connection.name()))
        .at(connection.place())
        .found("Its outputs: %s.%s".formatted(String.join(", ", names), nearest))
        .next("A source's connection is one of them: name it, or add it to profiles.yml.");
  }

  /**
   * Renders and checks the output that a source names.
   *
   * @throws io.tidemark.project.problem.ProjectException with all that is wrong with it
   */
  Output output(SourceConnection connection) {
    return profile.output(connection.name(), renderer);
  }
}
