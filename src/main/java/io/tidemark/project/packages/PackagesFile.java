package io.tidemark.project.packages;

import io.tidemark.project.file.TextDecoder;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.problem.SourceText;
import io.tidemark.project.shape.ShapeCheck;
import io.tidemark.project.shape.Shapes;
import io.tidemark.project.yaml.ValueRenderer;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlReader;
import io.tidemark.project.yaml.YamlRendering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a project's {@code packages.yml}, or its {@code dependencies.yml}, asks for. Immutable.
 *
 * @param name which of the two
 * @param packages in their order; empty where there is no such file
 */
public record PackagesFile(String name, List<PackageSpec> packages) {

  /** Where packages are usually asked for. */
  public static final String PACKAGES = "packages.yml";

  private static final String DEPENDENCIES = "dependencies.yml";
  private static final String KEY = "packages";

  public PackagesFile {
    packages = List.copyOf(packages);
  }

  /**
   * Reads the file of a project.
   *
   * @param root the project's directory
   * @param shownIn what stands before the file's name in messages
   * @param renderer for the templates in {@code packages.yml}; dbt renders none in the other
   * @throws ProjectException with all that is wrong
   */
  public static PackagesFile read(Path root, String shownIn, ValueRenderer renderer) {
    Problems problems = new Problems();
    YamlMapping packages = mapping(root, shownIn, PACKAGES, problems);
    YamlMapping dependencies = mapping(root, shownIn, DEPENDENCIES, problems);
    problems.throwIfAny();
    YamlMapping listed = dependencies != null && dependencies.has(KEY) ? dependencies : null;
    if (packages != null && packages.has("projects")) {
      problems.add(
          Problem.of("\"projects\" does not belong into " + PACKAGES)
              .at(packages.placeOf("projects"))
              .next("Move it to " + DEPENDENCIES + "."));
    }
    if (packages != null && packages.has(KEY) && listed != null) {
      problems.add(
          Problem.of("Packages are asked for in two files")
              .at(packages.placeOf(KEY))
              .at(listed.placeOf(KEY))
              .next("Join the two lists in one of them."));
    }
    if (packages != null && listed == null) {
      checkKeys(packages, problems);
    }
    problems.throwIfAny();
    PackagesFile file =
        listed != null
            ? of(DEPENDENCIES, listed, listed, problems)
            : packages == null
                ? new PackagesFile(PACKAGES, List.of())
                : of(
                    PACKAGES,
                    packages,
                    new YamlRendering(renderer, path -> true, problems).render(packages),
                    problems);
    problems.throwIfAny();
    return file;
  }

  /** What is not the list is a slip; dbt looks into the file only where the other has no list. */
  private static void checkKeys(YamlMapping packages, Problems problems) {
    new ShapeCheck(problems)
        .check(PACKAGES, Objects.requireNonNull(Shapes.ofProject("packages_file")), packages);
  }

  /** Reads a list of packages that stands in another file, such as a lock. */
  public static PackagesFile of(
      String name, YamlMapping written, YamlMapping rendered, Problems problems) {
    return new PackagesFile(name, new PackageSpecReader(problems).read(written, rendered));
  }

  /** The content of a file; null where there is none, or nothing in it. */
  public static @Nullable YamlMapping mapping(
      Path root, String shownIn, String name, Problems problems) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(root.resolve(name));
    } catch (NoSuchFileException none) {
      return null;
    } catch (IOException unreadable) {
      problems.add(
          Problem.of("%s can't be read".formatted(shownIn + name))
              .next("Check that it is a file and that this user may read it."));
      return null;
    }
    SourceText source = TextDecoder.decode(bytes, shownIn + name, problems);
    YamlNode node = source == null ? null : YamlReader.read(source, problems);
    if (node == null || node.value() == null) {
      return null;
    }
    if (node instanceof YamlMapping mapping) {
      return mapping;
    }
    problems.add(
        Problem.of("%s must be a mapping with the key \"packages\"".formatted(shownIn + name))
            .at(node.place())
            .found("Found %s.".formatted(node.description()))
            .next("Begin it with \"packages:\" and list them below."));
    return null;
  }
}
