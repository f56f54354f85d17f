package io.tidemark.deps;

import io.tidemark.project.packages.PackagesFile;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlSequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An entry that is to be added to {@code packages.yml}.
 *
 * @param key {@code package}, {@code git} or {@code local}
 * @param name the package, address or path
 * @param version empty for a local package
 */
public record AddedPackage(String key, String name, String version) {

  /**
   * The package that {@code --add-package} means.
   *
   * @param text {@code name@version}
   * @param source {@code hub}, {@code git} or {@code local}
   * @return empty where it needs a version and has none
   */
  public static Optional<AddedPackage> of(String text, String source) {
    String key =
        switch (source) {
          case "hub" -> "package";
          case "git", "local" -> source;
          default ->
              throw new ProjectException(
                  Problem.of("Packages can't be added from \"" + source + "\"")
                      .found("Allowed: hub, git, local."));
        };
    int at = text.lastIndexOf('@');
    // In git@github.com:… the sign belongs to the address.
    boolean hasVersion = at > 0 && text.indexOf('/', at) < 0 && text.indexOf(':', at) < 0;
    String name = hasVersion ? text.substring(0, at) : text;
    String version = hasVersion ? text.substring(at + 1) : "";
    return version.isEmpty() && !key.equals("local")
        ? Optional.empty()
        : Optional.of(new AddedPackage(key, name, version));
  }

  /**
   * Adds it, in the place of an entry for the same package; all else in the file stays as it is.
   *
   * @return the file's name
   */
  public String writeInto(Path root) {
    Problems problems = new Problems();
    YamlMapping written = PackagesFile.mapping(root, "", PackagesFile.PACKAGES, problems);
    problems.throwIfAny();
    Path file = root.resolve(PackagesFile.PACKAGES);
    try {
      List<String> lines =
          new ArrayList<>(Files.exists(file) ? Files.readAllLines(file) : List.of());
      YamlNode list = written == null ? null : written.get("packages");
      if (list instanceof YamlSequence sequence && !sequence.items().isEmpty()) {
        insert(lines, sequence);
      } else {
        lines.removeIf(line -> line.startsWith("packages:"));
        lines.add("packages:");
        lines.addAll(entry("  "));
      }
      Path changed = file.resolveSibling("." + PackagesFile.PACKAGES + ".new");
      Files.write(changed, lines);
      Files.move(
          changed, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return PackagesFile.PACKAGES;
    } catch (IOException e) {
      throw new ProjectException(
          Problem.of(PackagesFile.PACKAGES + " can't be written").found(e.getMessage()));
    }
  }

  /** Behind the last entry, or instead of one that names the same package. */
  private void insert(List<String> lines, YamlSequence sequence) {
    List<Integer> starts = sequence.items().stream().map(item -> item.place().line() - 1).toList();
    int last = starts.get(starts.size() - 1);
    int hyphen = lines.get(last).indexOf('-');
    if (hyphen < 0 || !lines.get(last).substring(0, hyphen).isBlank()) {
      throw new ProjectException(
          Problem.of("The packages are not listed one below the other")
              .at(sequence.place())
              .next("Begin each on a line of its own with a hyphen, or add the package by hand."));
    }
    String indent = lines.get(last).substring(0, hyphen);
    int end = last + 1;
    while (end < lines.size() && lines.get(end).startsWith(indent + "  ")) {
      end++;
    }
    lines.addAll(end, entry(indent));
    for (int i = starts.size() - 1; i >= 0; i--) {
      if (String.valueOf(sequence.items().get(i).value()).contains(name)) {
        lines.subList(starts.get(i), i + 1 < starts.size() ? starts.get(i + 1) : end).clear();
      }
    }
  }

  private List<String> entry(String indent) {
    List<String> entry = new ArrayList<>();
    entry.add(indent + "- " + key + ": \"" + name + "\"");
    if (key.equals("package")) {
      String one =
          version.contains(",")
              ? "["
                  + String.join(
                      ", ",
                      Arrays.stream(version.split(","))
                          .map(part -> '"' + part.strip() + '"')
                          .toList())
                  + "]"
              : '"' + version + '"';
      entry.add(indent + "  version: " + one);
    } else if (key.equals("git")) {
      entry.add(indent + "  revision: \"" + version + '"');
    }
    return entry;
  }
}
