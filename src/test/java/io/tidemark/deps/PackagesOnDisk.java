package io.tidemark.deps;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.project.ProjectOnDisk;
import io.tidemark.project.yaml.ValueRenderer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A project {@code shop} that asks for packages, and repositories that have some. */
final class PackagesOnDisk {

  final List<String> told = new ArrayList<>();
  final List<String> warnings = new ArrayList<>();
  private final Path root;
  private final Path repositories;
  private final Map<String, String> environment = new HashMap<>(System.getenv());

  PackagesOnDisk(Path folder) {
    root = folder.resolve("shop");
    repositories = folder.resolve("repositories");
    new ProjectOnDisk(root).withProjectFile();
    environment.put("GIT_AUTHOR_NAME", "a");
    environment.put("GIT_AUTHOR_EMAIL", "a@example.org");
    environment.put("GIT_COMMITTER_NAME", "a");
    environment.put("GIT_COMMITTER_EMAIL", "a@example.org");
  }

  Path root() {
    return root;
  }

  PackagesOnDisk asking(String packages) {
    new ProjectOnDisk(root).with("packages.yml", "packages:\n" + packages);
    return this;
  }

  PackagesOnDisk withHub(String address) {
    environment.put("DBT_PACKAGE_HUB_URL", address);
    return this;
  }

  String address(String name) {
    return "file://" + repositories.resolve(name);
  }

  /** A repository on the branch {@code main} whose package is below {@code subdirectory}. */
  ProjectOnDisk repository(String name, String subdirectory) {
    Path folder = repositories.resolve(name);
    git(null, "init", "--quiet", "--initial-branch=main", folder.toString());
    return new ProjectOnDisk(folder).with(subdirectory + "dbt_project.yml", "name: " + name + "\n");
  }

  /** Commits all there is, and gives the commit's hash. */
  String commit(String name) {
    Path folder = repositories.resolve(name);
    git(folder, "add", "--all");
    git(folder, "commit", "--quiet", "--message", "more");
    return git(folder, "rev-parse", "HEAD");
  }

  String git(@Nullable Path in, String... words) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      if (in != null) {
        builder.directory(in.toFile());
      }
      builder.environment().putAll(environment);
      Process process = builder.start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      assertThat(process.waitFor()).as(output).isZero();
      return output;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void tag(String name, String tag) {
    git(repositories.resolve(name), "tag", tag);
  }

  void install() {
    install(false);
  }

  void install(boolean upgrade) {
    new PackageInstallation(
            new PackageInstallation.Site(
                root,
                "shop",
                root.resolve("dbt_packages"),
                "1.10.0",
                environment,
                ValueRenderer.identity()),
            told::add,
            warnings::add)
        .run(upgrade, false);
  }

  List<String> installed() {
    try (Stream<Path> entries = Files.list(root.resolve("dbt_packages"))) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  String read(String path) {
    try {
      return Files.readString(root.resolve(path));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  List<String> filesOfTheProject() {
    try (Stream<Path> entries = Files.list(root)) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
