package io.tidemark.project.profile;

import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where {@code profiles.yml} is looked for.
 *
 * @param asked the directory that was asked for ({@code --profiles-dir} or {@code
 *     DBT_PROFILES_DIR}), which is then the only one; or null
 * @param project the project's directory
 * @param current the directory in which the command runs
 * @param home the user's home directory
 */
public record ProfilesLocation(@Nullable Path asked, Path project, Path current, Path home) {

  static final String FILE_NAME = "profiles.yml";
  static final String MINIMAL_FILE =
      """
      my_profile:
        target: dev
        outputs:
          dev:
            type: embedded
            schema: public
            threads: 4\
      """;

  /** The files that are looked for, the first first. */
  public List<Path> candidates() {
    if (asked != null) {
      return List.of(asked.resolve(FILE_NAME));
    }
    Set<Path> candidates = new LinkedHashSet<>();
    candidates.add(project.toAbsolutePath().normalize().resolve(FILE_NAME));
    candidates.add(current.toAbsolutePath().normalize().resolve(FILE_NAME));
    candidates.add(home.resolve(".dbt").resolve(FILE_NAME));
    return List.copyOf(candidates);
  }

  /** Where the file is found; where it is looked for first, if there is none. */
  public Path directory() {
    List<Path> candidates = candidates();
    Path file = candidates.stream().filter(Files::exists).findFirst().orElse(candidates.get(0));
    return Objects.requireNonNull(file.getParent(), "a file in a directory");
  }

  /**
   * Finds and reads the file.
   *
   * @throws ProjectException where there is none, naming all the places; or where it can't be read
   */
  public ProfilesFile read() {
    for (Path candidate : candidates()) {
      if (Files.exists(candidate)) {
        return ProfilesFile.read(candidate, shown(candidate));
      }
    }
    String places =
        candidates().stream().map(path -> "  " + path).collect(Collectors.joining("\n"));
    throw new ProjectException(
        Problem.of("There is no profiles.yml")
            .found("Looked for:\n" + places)
            .next(
                "Write one, for example (with the profile that dbt_project.yml names):\n"
                    + MINIMAL_FILE.indent(2).stripTrailing()));
  }

  private String shown(Path file) {
    Path root = project.toAbsolutePath().normalize();
    Path absolute = file.toAbsolutePath().normalize();
    return absolute.startsWith(root)
        ? root.relativize(absolute).toString().replace('\\', '/')
        : absolute.toString();
  }
}
