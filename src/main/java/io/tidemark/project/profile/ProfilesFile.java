package io.tidemark.project.profile;

import io.tidemark.project.file.TextDecoder;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.problem.SourceText;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@code profiles.yml}. Its lines are shown only with passwords masked. Immutable.
 *
 * @param path where it is
 * @param mapping its profiles, not rendered
 */
public record ProfilesFile(Path path, YamlMapping mapping) {

  /** dbt's place for flags in this file before it moved them: a key that is no profile. */
  private static final String OLD_FLAGS = "config";

  /**
   * Reads the file.
   *
   * @param shownAs its path as a person is shown it
   * @throws ProjectException where it can't be read or is not a mapping
   */
  public static ProfilesFile read(Path path, String shownAs) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(path);
    } catch (IOException unreadable) {
      throw new ProjectException(
          Problem.of("%s can't be read".formatted(shownAs))
              .found("The system says: %s.".formatted(unreadable.getMessage()))
              .next("Give this user the right to read it."));
    }
    Problems problems = new Problems();
    SourceText source = TextDecoder.decodeWithSecrets(bytes, shownAs, problems);
    YamlNode root = source == null ? null : YamlReader.read(source, problems);
    problems.throwIfAny();
    if (!(root instanceof YamlMapping mapping)) {
      throw new ProjectException(
          Problem.of(
                  root == null
                      ? "%s is empty".formatted(shownAs)
                      : "%s must be a mapping of profile names to profiles".formatted(shownAs))
              .at(root == null ? null : root.place())
              .next("Write at least this into it:\n" + ProfilesLocation.MINIMAL_FILE));
    }
    return new ProfilesFile(path, mapping);
  }

  /** The names of the profiles, in the file's order. */
  public List<String> names() {
    return mapping.keys().stream().filter(name -> !name.equals(OLD_FLAGS)).toList();
  }

  /** The flags where dbt once had them, as written; null where there are none. */
  public @Nullable YamlMapping oldFlags() {
    return mapping.get(OLD_FLAGS) instanceof YamlMapping flags && !flags.entries().isEmpty()
        ? flags
        : null;
  }

  /**
   * The profile of a name.
   *
   * @param name the name, or null where neither the project nor the command line has one
   * @param namedAt where the project names it, or null where the command line did
   * @throws ProjectException where there is none
   */
  public Profile profile(@Nullable String name, @Nullable Place namedAt) {
    if (name == null) {
      throw new ProjectException(
          Problem.of("The project names no profile")
              .at(namedAt)
              .found("The profiles in %s: %s.".formatted(path, String.join(", ", names())))
              .next("Add \"profile: NAME\" to dbt_project.yml, or give --profile NAME."));
    }
    YamlNode profile = names().contains(name) ? mapping.get(name) : null;
    if (profile == null) {
      String nearest =
          NearestName.question(name, names()).map(question -> " " + question).orElse("");
      throw new ProjectException(
          Problem.of("There is no profile \"%s\"".formatted(name))
              .at(namedAt)
              .found(
                  "The profiles in %s: %s.%s".formatted(path, String.join(", ", names()), nearest))
              .next("Add the profile, or name another one in dbt_project.yml or with --profile."));
    }
    if (!(profile instanceof YamlMapping mappingOfProfile)) {
      throw new ProjectException(
          Problem.of("The profile \"%s\" must be a mapping with \"outputs\"".formatted(name))
              .at(mapping.placeOf(name))
              .found("Found %s.".formatted(profile.value() == null ? "nothing" : "another value")));
    }
    return new Profile(name, mappingOfProfile);
  }
}
