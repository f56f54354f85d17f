package io.tidemark.graph.entry;

import io.tidemark.graph.Declaration;
import io.tidemark.graph.Descriptions;
import io.tidemark.graph.Node;
import io.tidemark.graph.Selectable;
import io.tidemark.graph.SourceNode;
import io.tidemark.graph.UnitTest;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.yaml.YamlEntry;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlScalar;
import io.tidemark.project.yaml.YamlSequence;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds where a description was written that could not be rendered. */
final class DescriptionPlaces {

  private DescriptionPlaces() {}

  /** The error with the place in the properties file, where that is known. */
  static ProjectException located(ProjectException error, Selectable one) {
    List<YamlMapping> written = written(one);
    return new ProjectException(
        error.problems().stream().map(problem -> located(problem, written)).toList());
  }

  private static Problem located(Problem problem, List<YamlMapping> written) {
    Place place = problem.place();
    if (place == null || !place.file().equals(Descriptions.IN_DESCRIPTION)) {
      return problem;
    }
    Place found =
        written.stream()
            .flatMap(mapping -> scalars(mapping))
            .filter(scalar -> String.valueOf(scalar.value()).contains(place.text().strip()))
            .map(YamlScalar::place)
            .findFirst()
            .orElse(null);
    return found == null
        ? problem
        : new Problem(
            problem.what(), List.of(found), problem.found(), problem.next(), problem.kind());
  }

  private static List<YamlMapping> written(Selectable one) {
    if (one instanceof Node node) {
      return node.properties() == null ? List.of() : List.of(node.properties().mapping());
    }
    if (one instanceof SourceNode source) {
      return List.of(source.table().mapping(), source.source().mapping());
    }
    if (one instanceof UnitTest test) {
      return List.of(test.mapping());
    }
    return one instanceof Declaration declaration ? List.of(declaration.mapping()) : List.of();
  }

  private static Stream<YamlScalar> scalars(@Nullable YamlNode node) {
    if (node instanceof YamlMapping mapping) {
      return mapping.entries().stream().map(YamlEntry::value).flatMap(DescriptionPlaces::scalars);
    }
    if (node instanceof YamlSequence sequence) {
      return sequence.items().stream().flatMap(DescriptionPlaces::scalars);
    }
    return node instanceof YamlScalar scalar ? Stream.of(scalar) : Stream.empty();
  }
}
