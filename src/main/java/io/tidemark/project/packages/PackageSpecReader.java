package io.tidemark.project.packages;

import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.shape.Shape;
import io.tidemark.project.shape.ShapeCheck;
import io.tidemark.project.shape.Shapes;
import io.tidemark.project.yaml.YamlFields;
import io.tidemark.project.yaml.YamlMapping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the entries of a {@code packages:} list; finds all problems. */
final class PackageSpecReader {

  private static final List<String> KINDS =
      List.of("package", "git", "local", "tarball", "private");

  private final Problems problems;

  PackageSpecReader(Problems problems) {
    this.problems = problems;
  }

  /** The entries that are right; the lists have the same order. */
  List<PackageSpec> read(YamlMapping written, YamlMapping rendered) {
    List<PackageSpec> specs = new ArrayList<>();
    if (!rendered.has("packages") && !rendered.entries().isEmpty()) {
      problems.add(
          Problem.of("This file has no key \"packages\"")
              .at(rendered.place())
              .next("List the packages below \"packages:\"."));
    }
    List<YamlMapping> asWritten = new YamlFields(written, new Problems()).mappings("packages");
    List<YamlMapping> entries = new YamlFields(rendered, problems).mappings("packages");
    for (int i = 0; i < entries.size(); i++) {
      YamlMapping entry = entries.get(i);
      PackageSpec spec =
          read(new YamlFields(entry, problems), i < asWritten.size() ? asWritten.get(i) : entry);
      if (spec != null) {
        specs.add(spec);
      }
    }
    return specs;
  }

  private @Nullable PackageSpec read(YamlFields fields, YamlMapping written) {
    List<String> kinds = KINDS.stream().filter(fields.mapping()::has).toList();
    if (kinds.size() != 1) {
      problems.add(kinds.isEmpty() ? unknown(fields) : several(fields, kinds));
      return null;
    }
    String kind = kinds.get(0);
    Shape.Keys shape = Shapes.ofProject(kind);
    if (shape != null) {
      Problems wrong = new Problems();
      new ShapeCheck(wrong).check("An entry of \"packages\"", shape, fields.mapping());
      if (wrong.hasErrors()) {
        problems.addAll(wrong);
        return null;
      }
    }
    String value = fields.text(kind);
    if (value == null || value.isBlank()) {
      problems.add(
          Problem.of("\"%s\" is empty".formatted(kind))
              .at(fields.mapping().placeOf(kind))
              .next("Say which package is meant."));
      return null;
    }
    return switch (kind) {
      case "local" -> new PackageSpec.Local(value, written, fields.mapping());
      case "git" -> git(value, fields, written);
      case "package" -> hub(value, fields, written);
      case "tarball" -> tarball(value, fields, written);
      default -> refused(value, fields);
    };
  }

  private Problem unknown(YamlFields fields) {
    String first =
        fields.mapping().entries().isEmpty() ? "" : fields.mapping().entries().get(0).name();
    return Problem.of("This entry does not say what package it is")
        .at(fields.mapping().place())
        .found("It needs one of: package, git, local, tarball.")
        .next(
            NearestName.question(first, KINDS)
                .orElse("Write for example: - package: dbt-labs/dbt_utils"));
  }

  private static Problem several(YamlFields fields, List<String> kinds) {
    return Problem.of("This entry is several packages at once: " + String.join(", ", kinds))
        .at(fields.mapping().place())
        .next("Begin a new entry, with a hyphen, for each.");
  }

  private @Nullable PackageSpec refused(String value, YamlFields fields) {
    problems.add(
        Problem.of("The private package \"" + value + "\" can't be resolved")
            .at(fields.mapping().placeOf("private"))
            .found("Which server \"private:\" means is known to dbt Cloud alone.")
            .next("Write the repository's address: - git: git@…/" + value + ".git"));
    return null;
  }

  private @Nullable PackageSpec git(String url, YamlFields fields, YamlMapping written) {
    String revision = fields.text("revision");
    String subdirectory = fields.text("subdirectory");
    Boolean warn =
        fields.bool(fields.mapping().has("warn_unpinned") ? "warn_unpinned" : "warn-unpinned");
    if (url.startsWith("-") || (revision != null && revision.startsWith("-"))) {
      problems.add(
          Problem.of("A git address or revision can't begin with a hyphen")
              .at(fields.mapping().place()));
      return null;
    }
    return new PackageSpec.Git(
        url, revision, subdirectory, !Boolean.FALSE.equals(warn), written, fields.mapping());
  }

  private @Nullable PackageSpec hub(String name, YamlFields fields, YamlMapping written) {
    if (!name.matches("[\\w.-]+/[\\w.-]+")) {
      problems.add(
          Problem.of("\"" + name + "\" is no package of the hub")
              .at(fields.mapping().placeOf("package"))
              .next("Write it with its namespace, for example dbt-labs/dbt_utils."));
      return null;
    }
    List<String> asked = fields.texts("version");
    if (asked.isEmpty()) {
      problems.add(
          Problem.of("The package " + name + " has no version")
              .at(fields.mapping().place())
              .next("Say which: version: [\">=1.0.0\", \"<2.0.0\"], or one: version: 1.1.1"));
      return null;
    }
    List<VersionRequirement> versions = new ArrayList<>();
    for (String text : asked.stream().flatMap(one -> Arrays.stream(one.split(","))).toList()) {
      Optional<VersionRequirement> one = VersionRequirement.of(text);
      if (one.isEmpty()) {
        problems.add(
            Problem.of("\"" + text.strip() + "\" is no version")
                .at(fields.mapping().placeOf("version"))
                .next("Write three numbers, with >, >=, < or <= before them if it is a bound."));
        return null;
      }
      versions.add(one.get());
    }
    boolean prerelease =
        Boolean.TRUE.equals(fields.bool("install_prerelease"))
            || Boolean.TRUE.equals(fields.bool("install-prerelease"));
    return new PackageSpec.Hub(name, versions, prerelease, written, fields.mapping());
  }

  private @Nullable PackageSpec tarball(String url, YamlFields fields, YamlMapping written) {
    String name = fields.text("name");
    if (name == null) {
      fields.missing(
          "The tarball " + url + " has no \"name\"", "Add \"name:\", the package's name.");
      return null;
    }
    return new PackageSpec.Tarball(url, name, written, fields.mapping());
  }
}
