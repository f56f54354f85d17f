package io.tidemark.deps;

import io.tidemark.project.packages.PackageSpec;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The program {@code git}. It is used, as in dbt, rather than a library, because it knows how this
 * user reaches the repositories: keys, credential helpers, proxies, rewritten addresses.
 */
final class Git {

  private static final Pattern URL_PASSWORD = Pattern.compile("(\\w://)[^\\s/@]+@");
  private static final String DEFAULT_REVISION = "HEAD";

  private final Map<String, String> environment;

  Git(Map<String, String> environment) {
    this.environment = environment;
  }

  private record Outcome(int exitCode, String output) {}

  /**
   * Brings a revision of a repository into a new folder.
   *
   * @return the hash of its commit
   * @throws ProjectException with what git says
   */
  String checkOut(PackageSpec.Git spec, Path folder) {
    String revision = spec.revision() == null ? DEFAULT_REVISION : spec.revision();
    must(run(null, "init", "--quiet", folder.toString()), spec, revision);
    must(run(folder, "remote", "add", "origin", spec.url()), spec, revision);
    // One commit is enough, where the server gives it by this name: tags are looked at first.
    if (run(folder, "fetch", "--quiet", "--depth", "1", "origin", revision).exitCode() == 0) {
      must(run(folder, "checkout", "--quiet", "--detach", "FETCH_HEAD"), spec, revision);
    } else {
      must(
          run(
              folder,
              "fetch",
              "--quiet",
              "--tags",
              "origin",
              "+refs/heads/*:refs/remotes/origin/*"),
          spec,
          revision);
      must(run(folder, "checkout", "--quiet", "--detach", revision), spec, revision);
    }
    Outcome commit = run(folder, "rev-parse", "HEAD");
    must(commit, spec, revision);
    return commit.output().strip();
  }

  private void must(Outcome outcome, PackageSpec.Git spec, String revision) {
    if (outcome.exitCode() != 0) {
      throw new ProjectException(
          Problem.of(
                  "git can't get "
                      + hidden(spec.display())
                      + (spec.revision() == null ? "" : " at " + revision))
              .at(spec.place())
              .found("git says: " + hidden(outcome.output()))
              .next(
                  "Check the address, the revision and your rights with: git ls-remote "
                      + hidden(spec.url())));
    }
  }

  /** An address may hold a token. */
  static String hidden(String text) {
    return URL_PASSWORD.matcher(text).replaceAll("$1***@");
  }

  private Outcome run(@Nullable Path in, String... words) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectInput(new File("/dev/null"));
    if (in != null) {
      builder.directory(in.toFile());
    }
    Map<String, String> variables = builder.environment();
    variables.clear();
    variables.putAll(environment);
    variables.keySet().removeAll(List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"));
    variables.put("LC_ALL", "C");
    // Nobody may be there to answer.
    variables.put("GIT_TERMINAL_PROMPT", "0");
    variables.putIfAbsent("GIT_SSH_COMMAND", "ssh -o BatchMode=yes");
    Process process;
    try {
      process = builder.start();
    } catch (IOException notThere) {
      throw new ProjectException(
          Problem.of("The program git is not there, and packages by \"git:\" need it")
              .found(notThere.getMessage())
              .next("Install git, or ask for the packages by \"package:\" or \"tarball:\"."));
    }
    try {
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return new Outcome(process.waitFor(), output);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while git ran", interrupted);
    }
  }

  /** Takes away what belongs to git and not to the package. */
  static void forget(Path folder) throws IOException {
    Path repository = folder.resolve(".git");
    if (Files.exists(repository)) {
      Folders.delete(repository);
    }
  }
}
