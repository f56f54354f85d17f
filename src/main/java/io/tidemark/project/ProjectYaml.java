package io.tidemark.project;

import io.tidemark.project.file.TextDecoder;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.problem.SourceText;
import io.tidemark.project.yaml.ValueRenderer;
import io.tidemark.project.yaml.YamlFields;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlReader;
import io.tidemark.project.yaml.YamlRendering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code dbt_project.yml} as it was written, its templates not yet rendered: they may use the
 * target, which is known only once the profile that this file names has been read. Immutable.
 *
 * @param root the project's directory
 * @param shownIn what stands before the paths of its files where they are shown: nothing, or the
 *     folder of an installed package with a slash at its end
 * @param mapping the file's content
 * @param warnings what must be told and does not stop the run
 */
public record ProjectYaml(Path root, String shownIn, YamlMapping mapping, List<Problem> warnings) {

  private static final Set<String> NOT_RENDERED =
      Set.of("on-run-start", "on-run-end", "query-comment", "vars");
  private static final Set<String> WITH_HOOKS =
      Set.of("models", "seeds", "snapshots", "tests", "data_tests");
  private static final Set<String> HOOKS = Set.of("pre-hook", "post-hook", "pre_hook", "post_hook");

  public ProjectYaml {
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads the file of a project.
   *
   * @param root the project's directory
   * @throws ProjectException where it can't be read or is no mapping
   */
  public static ProjectYaml read(Path root) {
    return read(root, "");
  }

  /**
   * Reads the file of an installed package.
   *
   * @param root the package's directory
   * @param shownIn the folder in which it is, as messages show it, with a slash at its end
   * @throws ProjectException where it can't be read or is no mapping
   */
  public static ProjectYaml read(Path root, String shownIn) {
    String name = shownIn + ProjectDirectory.PROJECT_FILE;
    Problems problems = new Problems();
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(root.resolve(ProjectDirectory.PROJECT_FILE));
    } catch (IOException unreadable) {
      throw new ProjectException(
          Problem.of("%s can't be read".formatted(name))
              .found("Looked in %s.".formatted(root))
              .next("Check that the file is there and that this user may read it."));
    }
    SourceText source = TextDecoder.decode(bytes, name, problems);
    YamlNode node = source == null ? null : YamlReader.read(source, problems);
    problems.throwIfAny();
    if (!(node instanceof YamlMapping mapping)) {
      throw new ProjectException(
          Problem.of(
                  node == null || node.value() == null
                      ? "%s is empty".formatted(name)
                      : "%s must be a mapping of keys to values".formatted(name))
              .at(node == null ? null : node.place())
              .next("Write at least \"name:\" and \"profile:\" into it."));
    }
    return new ProjectYaml(root, shownIn, mapping, problems.warnings());
  }

  /** The name of the profile, or null where the file has none. */
  public @Nullable String profileName(ValueRenderer renderer) {
    Problems problems = new Problems();
    YamlMapping rendered =
        new YamlRendering(renderer, path -> path.get(0).equals("profile"), problems)
            .render(mapping);
    String name = new YamlFields(rendered, problems).text("profile");
    problems.throwIfAny();
    return name;
  }

  /** Where the profile is named; the file's first line where it is not. */
  public Place profilePlace() {
    YamlNode profile = mapping.get("profile");
    return profile == null ? mapping.place() : profile.place();
  }

  /** {@code vars:} as written (dbt renders them only where they are used); may be empty. */
  public YamlMapping vars() {
    return mapping.get("vars") instanceof YamlMapping vars
        ? vars
        : YamlMapping.empty(mapping.placeOf("vars"));
  }

  /** {@code flags:} as written; may be empty. */
  public YamlMapping flags() {
    return mapping.get("flags") instanceof YamlMapping flags
        ? flags
        : YamlMapping.empty(mapping.placeOf("flags"));
  }

  /** The content with its templates rendered, hooks and vars excepted, as in dbt. */
  YamlMapping render(ValueRenderer renderer, Problems problems) {
    return new YamlRendering(renderer, ProjectYaml::isRendered, problems).render(mapping);
  }

  private static boolean isRendered(List<Object> path) {
    Object first = path.get(0);
    if (NOT_RENDERED.contains(first)) {
      return false;
    }
    return !WITH_HOOKS.contains(first)
        || path.stream().noneMatch(key -> HOOKS.contains(withoutPlus(key)));
  }

  private static String withoutPlus(Object key) {
    return key.toString().replaceFirst("^[+ ]+", "");
  }
}
