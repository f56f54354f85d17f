package io.tidemark.template;

import io.tidemark.jinja.Environment;
import io.tidemark.jinja.TemplateBlock;
import io.tidemark.jinja.error.TemplateException;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All macros, by name. The root project's come before the engine's own, which stand where dbt has
 * its own: so a project overrides {@code generate_schema_name} by writing it. Immutable.
 */
public final class MacroLibrary {

  /** Whose variant of a macro is taken, the best first. */
  private static final List<String> PREFIXES = List.of("postgres__", "default__");

  private final String projectName;
  private final Map<String, Macro> byName;
  private final Map<String, Map<String, Macro>> byPackage;

  private MacroLibrary(String projectName, Map<String, Macro> project, Map<String, Macro> own) {
    Map<String, Macro> all = new LinkedHashMap<>(own);
    all.putAll(project);
    this.projectName = projectName;
    this.byName = Collections.unmodifiableMap(all);
    Map<String, Map<String, Macro>> packages = new LinkedHashMap<>();
    packages.put(OwnMacros.PACKAGE, own);
    packages.put(projectName, project);
    this.byPackage = Collections.unmodifiableMap(packages);
  }

  /**
   * Reads the macros of a project.
   *
   * @param problems is given what is wrong with them: no template, one name twice
   */
  public static MacroLibrary read(
      String packageName, List<SourceFile> files, Environment environment, Problems problems) {
    Map<String, Macro> project = new LinkedHashMap<>();
    for (SourceFile file : files) {
      try {
        for (TemplateBlock block : environment.parse(file.path(), file.text()).blocks()) {
          add(project, Macro.of(packageName, file.path(), block), problems);
        }
      } catch (TemplateException e) {
        problems.add(TemplateProblems.of(e));
      }
    }
    return new MacroLibrary(packageName, project, OwnMacros.read(environment));
  }

  /** The macro that a template finds under this name. */
  public Optional<Macro> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The macros of a package by name; those of the engine itself are {@code dbt}'s. */
  Optional<Map<String, Macro>> ofPackage(String packageName) {
    return Optional.ofNullable(byPackage.get(packageName));
  }

  /** The names under which packages' macros are found. */
  Set<String> packages() {
    return byPackage.keySet();
  }

  /**
   * The macro that {@code adapter.dispatch} means: the root project's before the package's own, and
   * in each PostgreSQL's before the default.
   *
   * @param packageName the package that is asked first after the root project; null for {@code dbt}
   */
  Optional<Macro> dispatch(String name, @Nullable String packageName) {
    List<String> searched =
        List.of(
            projectName, packageName == null ? OwnMacros.PACKAGE : packageName, OwnMacros.PACKAGE);
    return searched.stream()
        .map(searchedPackage -> byPackage.getOrDefault(searchedPackage, Map.of()))
        .flatMap(macros -> PREFIXES.stream().map(prefix -> macros.get(prefix + name)))
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** All that templates find. */
  public Collection<Macro> all() {
    return byName.values();
  }

  private static void add(Map<String, Macro> macros, Macro macro, Problems problems) {
    TemplateBlock.Kind kind = macro.block().kind();
    if (kind == TemplateBlock.Kind.DOCS || kind == TemplateBlock.Kind.SNAPSHOT) {
      return;
    }
    Macro first = macros.putIfAbsent(macro.name(), macro);
    if (first != null) {
      problems.add(
          Problem.of("There are two macros named \"" + macro.name() + "\"")
              .found(
                  "One in "
                      + first.path()
                      + ", line "
                      + first.block().line()
                      + "; the other in "
                      + macro.path()
                      + ", line "
                      + macro.block().line()
                      + ".")
              .next("Rename or remove one of them."));
    }
  }
}
