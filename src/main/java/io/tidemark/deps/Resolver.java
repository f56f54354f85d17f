package io.tidemark.deps;

import io.tidemark.project.packages.PackageSpec;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Chooses one version of each package that a project needs, directly or through others. What the
 * packages need depends on which versions are chosen, and the other way round; so it begins again
 * with all that it has learnt until nothing changes.
 */
final class Resolver {

  private static final int MOST_ROUNDS = 50;

  private final PackageFinder finder;
  private final String projectName;
  private final String fileName;

  /**
   * A resolver.
   *
   * @param projectName the project that is run; no package may have its name
   * @param fileName where it asks for its packages
   */
  Resolver(PackageFinder finder, String projectName, String fileName) {
    this.finder = finder;
    this.projectName = projectName;
    this.fileName = fileName;
  }

  /**
   * The packages, the project's own in their order, then those that they need.
   *
   * @throws ProjectException if one is not there or two can't be together
   */
  List<ChosenPackage> resolve(List<PackageSpec> packages) {
    Map<String, List<Requirement>> known = Map.of();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Map<String, ChosenPackage> chosen = new LinkedHashMap<>();
      Map<String, List<Requirement>> found = collect(packages, known, chosen);
      if (found.equals(known)) {
        refuseEqualNames(chosen, found);
        return List.copyOf(chosen.values());
      }
      known = found;
    }
    throw new ProjectException(
        Problem.of("The packages' versions can't be agreed on")
            .found("Each choice of one package changes what the others need.")
            .next("Ask for exact versions of the packages in " + fileName + "."));
  }

  private Map<String, List<Requirement>> collect(
      List<PackageSpec> packages,
      Map<String, List<Requirement>> known,
      Map<String, ChosenPackage> chosen) {
    Map<String, List<Requirement>> found = new LinkedHashMap<>();
    Deque<Requirement> pending = new ArrayDeque<>();
    packages.forEach(spec -> pending.add(new Requirement(spec, fileName)));
    Set<Requirement> seen = new HashSet<>();
    while (!pending.isEmpty()) {
      Requirement next = pending.remove();
      if (!seen.add(next)) {
        continue;
      }
      String key = next.spec().key();
      found.computeIfAbsent(key, any -> new ArrayList<>()).add(next);
      if (!chosen.containsKey(key)) {
        Set<Requirement> all = new LinkedHashSet<>(known.getOrDefault(key, List.of()));
        all.add(next);
        ChosenPackage one = choose(List.copyOf(all));
        chosen.put(key, one);
        one.packages().forEach(spec -> pending.add(new Requirement(spec, one.name())));
      }
    }
    return found;
  }

  /** The one version that an entry of a lock file means. */
  ChosenPackage exact(PackageSpec spec) {
    return choose(List.of(new Requirement(spec, fileName)));
  }

  private ChosenPackage choose(List<Requirement> asked) {
    PackageSpec first = asked.get(0).spec();
    if (asked.stream().anyMatch(one -> one.spec().getClass() != first.getClass())) {
      throw conflict(
          "The package " + first.display() + " is asked for in different ways",
          asked,
          "Ask for it in one way.");
    }
    if (first instanceof PackageSpec.Git git) {
      Set<String> revisions =
          asked.stream()
              .map(one -> String.valueOf(((PackageSpec.Git) one.spec()).revision()))
              .collect(Collectors.toCollection(LinkedHashSet::new));
      if (revisions.size() > 1) {
        throw conflict(
            "The package " + git.display() + " is asked for in different revisions",
            asked,
            "Ask for one of them everywhere.");
      }
      return finder.git(git);
    }
    if (first instanceof PackageSpec.Hub) {
      return finder.hub(asked);
    }
    return first instanceof PackageSpec.Tarball tarball
        ? finder.tarball(tarball)
        : finder.local((PackageSpec.Local) first);
  }

  /** A problem that lies in what several ask for. */
  static ProjectException conflict(String what, List<Requirement> asked, String next) {
    Problem problem = Problem.of(what);
    for (Requirement one : asked) {
      problem = problem.at(one.spec().place());
    }
    String found =
        asked.stream()
            .map(one -> one.by() + " asks for " + wanted(one.spec()))
            .distinct()
            .collect(Collectors.joining("\n"));
    return new ProjectException(problem.found(found).next(next));
  }

  private static String wanted(PackageSpec spec) {
    if (spec instanceof PackageSpec.Hub hub) {
      return hub.name()
          + " "
          + hub.versions().stream().map(Object::toString).collect(Collectors.joining(", "));
    }
    if (spec instanceof PackageSpec.Git git) {
      return git.display() + (git.revision() == null ? "" : ", revision " + git.revision());
    }
    return spec.display();
  }

  private void refuseEqualNames(
      Map<String, ChosenPackage> chosen, Map<String, List<Requirement>> asked) {
    Problems problems = new Problems();
    Map<String, String> keys = new LinkedHashMap<>();
    chosen.forEach(
        (key, one) -> {
          List<Requirement> both = new ArrayList<>(asked.getOrDefault(key, List.of()));
          String other = keys.putIfAbsent(one.name(), key);
          if (one.name().equals(projectName)) {
            problems.add(
                conflict(
                    "The package " + one.display() + " is named \"" + projectName + "\"",
                    both,
                    "The project itself has this name: rename it, or do without the package."));
          } else if (other != null) {
            both.addAll(0, asked.getOrDefault(other, List.of()));
            problems.add(
                conflict(
                    "The package \"" + one.name() + "\" would be installed twice",
                    both,
                    "Ask for it in one way, so that it is one package."));
          }
        });
    problems.throwIfAny();
  }
}
