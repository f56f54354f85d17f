package io.tidemark.cli;

import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** Asks for what a project's profile needs, and writes it into {@code profiles.yml}. */
final class ProfileSetup {

  private static final String TEMPLATE = "profile_template.yml";
  private static final List<String> TYPES = List.of("postgres", "embedded");

  /** What YAML reads as the text that it is. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][A-Za-z0-9_./-]*");

  private static final Pattern NO_TEXT =
      Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null|none");

  private static final Set<PosixFilePermission> OWNERS =
      PosixFilePermissions.fromString("rw-------");

  private final Surroundings surroundings;
  private final Questions questions;

  ProfileSetup(Surroundings surroundings, Questions questions) {
    this.surroundings = surroundings;
    this.questions = questions;
  }

  /**
   * Does it; nothing is written where a profile of that name is there and is to stay.
   *
   * @param project where a template of the project's own may be
   * @param file the {@code profiles.yml}, there or not
   */
  void run(Path project, Path file, String profile) throws IOException {
    List<String> before = Files.exists(file) ? Files.readAllLines(file) : List.of();
    int start = start(before, profile);
    if (start >= 0
        && !questions.yes(
            "The profile %s already exists in %s. Continue and overwrite it?"
                .formatted(profile, file))) {
      return;
    }
    List<String> after = new ArrayList<>(before);
    if (start >= 0) {
      after.subList(start, end(before, start)).clear();
    }
    after.addAll(start < 0 ? after.size() : start, lines(profile, asked(project)));
    Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    replace(Files.exists(file) ? file.toRealPath() : file.toAbsolutePath(), after);
    surroundings.out().println("Profile " + profile + " written to " + file);
  }

  /**
   * In one step, so that no other profile is lost; a new file is its owner's, for its passwords.
   */
  private static void replace(Path file, List<String> lines) throws IOException {
    Set<PosixFilePermission> rights =
        Files.exists(file) ? Files.getPosixFilePermissions(file) : OWNERS;
    Path aside = file.resolveSibling("." + file.getFileName() + ".new");
    Files.deleteIfExists(aside);
    Files.createFile(aside, PosixFilePermissions.asFileAttribute(OWNERS));
    Files.write(aside, lines);
    Files.setPosixFilePermissions(aside, rights);
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The line in which a profile begins; -1 where there is none of that name. */
  private static int start(List<String> lines, String profile) {
    Pattern begin = Pattern.compile("(['\"]?)" + Pattern.quote(profile) + "\\1\\s*:.*");
    for (int i = 0; i < lines.size(); i++) {
      if (begin.matcher(lines.get(i)).matches()) {
        return i;
      }
    }
    return -1;
  }

  /** The line after a profile's last. */
  private static int end(List<String> lines, int start) {
    int end = start + 1;
    for (int i = start + 1; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.isBlank() && !Character.isWhitespace(line.charAt(0))) {
        break;
      }
      if (!line.isBlank()) {
        end = i + 1;
      }
    }
    return end;
  }

  private Map<String, Object> asked(Path project) throws IOException {
    Path own = project.resolve(TEMPLATE);
    if (Files.exists(own)) {
      try {
        return ProfileTemplate.read(Files.readAllBytes(own), TEMPLATE).ask(questions);
      } catch (ProjectException unusable) {
        if (questions.over()) {
          throw unusable;
        }
        // As in dbt the general questions are asked then.
        unusable.problems().stream().map(Problem::render).forEach(surroundings.out()::println);
      }
    }
    StringBuilder question = new StringBuilder("Which database would you like to use?\n");
    for (int i = 0; i < TYPES.size(); i++) {
      question.append('[').append(i + 1).append("] ").append(TYPES.get(i)).append('\n');
    }
    int chosen = questions.choice(question.append("\nEnter a number").toString(), TYPES.size());
    String name = "/init/profile_template_" + TYPES.get(chosen - 1) + ".yml";
    try (InputStream in = ProfileSetup.class.getResourceAsStream(name)) {
      return ProfileTemplate.read(Objects.requireNonNull(in).readAllBytes(), name).ask(questions);
    }
  }

  private static List<String> lines(String profile, Map<String, Object> values) {
    Object target = values.remove("target");
    String output = target == null ? "dev" : target.toString();
    List<String> lines = new ArrayList<>();
    lines.add(scalar(profile) + ":");
    lines.add("  outputs:");
    lines.add("    " + scalar(output) + ":");
    values.forEach((key, value) -> lines.add("      " + key + ": " + scalar(value)));
    lines.add("  target: " + scalar(output));
    return lines;
  }

  private static String scalar(Object value) {
    String text = value.toString();
    boolean plain =
        !(value instanceof String)
            || (PLAIN.matcher(text).matches() && !NO_TEXT.matcher(text).matches());
    return plain ? text : "'" + text.replace("'", "''") + "'";
  }
}
