package io.tidemark.template;

import io.tidemark.jinja.Environment;
import io.tidemark.jinja.TemplateBlock;
import io.tidemark.jinja.error.TemplateException;
import io.tidemark.project.Dispatch;
import io.tidemark.project.Project;
import io.tidemark.project.file.FileKind;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All macros, by package and name. A template finds those of its own package under their names,
 * then those of the project that is run, then the engine's own, which stand where dbt has its own;
 * those of another package only as {@code package.macro}. Immutable.
 */
public final class MacroLibrary {

  /** The package of the macros that come with the engine, as dbt calls its own. */
  static final String OWN_PACKAGE = OwnMacros.PACKAGE;

  /** Whose variant of a macro is taken, the best first. */
  private static final List<String> PREFIXES = List.of("postgres__", "default__");

  /** What dbt takes for its own function, though a macro may have that name. */
  private static final Set<String> NEVER_MACROS = Set.of("ref", "source", "config");

  /** What stands in a file of macros. */
  private static final Set<String> DEFINING =
      Set.of("macro", "materialization", "test", "data_test");

  private static final List<String> ADAPTERS = List.of("_postgres", "_default");

  private final String projectName;
  private final Map<String, Map<String, Macro>> packages;
  private final Map<String, Macro> own;
  private final Map<String, List<String>> searchOrders;
  private final List<Macro> all;
  private final Map<String, Macro> byName;
  private final Map<String, String> versions;

  /** Whether a package's materialization goes before the engine's, as it did in dbt before 1.8. */
  private final boolean packagesReplace;

  private MacroLibrary(
      String projectName,
      Map<String, Map<String, Macro>> packages,
      Map<String, Macro> own,
      List<Dispatch> dispatch,
      Map<String, String> versions,
      boolean packagesReplace) {
    this.packagesReplace = packagesReplace;
    this.projectName = projectName;
    this.versions = Map.copyOf(versions);
    this.packages = Collections.unmodifiableMap(packages);
    this.own = own;
    Map<String, List<String>> orders = new LinkedHashMap<>();
    dispatch.forEach(one -> orders.putIfAbsent(one.macroNamespace(), one.searchOrder()));
    this.searchOrders = Collections.unmodifiableMap(orders);
    List<Macro> every = new ArrayList<>();
    packages.values().forEach(macros -> every.addAll(macros.values()));
    every.addAll(own.values());
    this.all = List.copyOf(every);
    Map<String, Macro> names = new LinkedHashMap<>(own);
    packages.values().forEach(names::putAll);
    names.putAll(packages.getOrDefault(projectName, Map.of()));
    this.byName = Collections.unmodifiableMap(names);
  }

  /**
   * Reads the macros of a project and of the packages that are installed for it.
   *
   * @param problems is given what is wrong with them: no template, one name twice
   */
  public static MacroLibrary read(Project project, Environment environment, Problems problems) {
    Map<String, Map<String, Macro>> packages = new LinkedHashMap<>();
    Map<String, String> versions = new LinkedHashMap<>();
    for (Project one : project.packages()) {
      packages.put(one.name(), read(one.name(), macroFiles(one), environment, problems));
      String version = one.file().version();
      versions.put(one.name(), version == null ? "" : version);
    }
    return new MacroLibrary(
        project.name(),
        packages,
        OwnMacros.read(environment),
        project.file().dispatch(),
        versions,
        !project.file().flag("require_explicit_package_overrides_for_builtin_materializations"));
  }

  /** Those of one package alone, given its files. */
  static MacroLibrary of(
      String packageName, List<SourceFile> files, Environment environment, Problems problems) {
    Map<String, Map<String, Macro>> packages = new LinkedHashMap<>();
    packages.put(packageName, read(packageName, files, environment, problems));
    return new MacroLibrary(
        packageName, packages, OwnMacros.read(environment), List.of(), Map.of(), false);
  }

  /** Generic tests are macros as well, wherever they are written. */
  private static List<SourceFile> macroFiles(Project project) {
    List<SourceFile> files = new ArrayList<>(project.files().of(FileKind.MACRO));
    files.addAll(project.files().of(FileKind.GENERIC_TEST));
    return files;
  }

  private static Map<String, Macro> read(
      String packageName, List<SourceFile> files, Environment environment, Problems problems) {
    Map<String, Macro> macros = new LinkedHashMap<>();
    for (SourceFile file : files) {
      Optional<DefinitionFile.Fault> fault = DefinitionFile.fault(file.text(), DEFINING);
      if (fault.isPresent()) {
        problems.add(
            Problem.of(fault.get().what())
                .at(file.source().atOffset(fault.get().offset()))
                .next("Close it, or move it: macros stand beside one another in their file."));
        continue;
      }
      try {
        for (TemplateBlock block :
            DefinitionFile.blocks(environment, file.shownPath(), file.text())) {
          add(macros, Macro.of(packageName, file, block), problems);
        }
      } catch (TemplateException e) {
        problems.add(TemplateProblems.of(e));
      }
    }
    return Collections.unmodifiableMap(macros);
  }

  /**
   * The macro that a template of a package finds under this name.
   *
   * @param packageName the package of the node, whosoever macro it is that asks
   */
  public Optional<Macro> find(String name, String packageName) {
    Macro found = packages.getOrDefault(packageName, Map.of()).get(name);
    if (found == null) {
      found = packages.getOrDefault(projectName, Map.of()).get(name);
    }
    return Optional.ofNullable(found == null ? own.get(name) : found);
  }

  /**
   * The macro that decides of a node's schema, name or database: its own package's, else the
   * project's, else the engine's. As in dbt, no package has a say in the nodes of another.
   */
  Optional<Macro> findForNames(String name, String packageName) {
    return find(name, packageName);
  }

  /** The macros of a package by name; those of the engine itself are {@code dbt}'s. */
  Optional<Map<String, Macro>> ofPackage(String packageName) {
    Map<String, Macro> found = packages.get(packageName);
    return found == null && packageName.equals(OWN_PACKAGE)
        ? Optional.of(own)
        : Optional.ofNullable(found);
  }

  /**
   * The versions of the project and its packages, as they say themselves; "" where one does not.
   */
  Map<String, String> versions() {
    return versions;
  }

  /** The names under which packages' macros are found. */
  Set<String> packages() {
    Set<String> names = new LinkedHashSet<>(packages.keySet());
    names.add(OWN_PACKAGE);
    return names;
  }

  /**
   * The macro that {@code adapter.dispatch} means. A namespace's packages are searched in the order
   * that the project's {@code dispatch:} gives, else the project and then the namespace; in each
   * PostgreSQL's variant comes before the default. Without a namespace, or with one that is no
   * package, it is found as {@link #find} finds it.
   *
   * @param packageName the package of the node
   */
  Optional<Macro> dispatch(String name, @Nullable String namespace, String packageName) {
    List<String> searched = namespace == null ? List.of() : searchOrder(namespace);
    if (searched.isEmpty()) {
      Optional<Macro> found =
          PREFIXES.stream()
              .flatMap(prefix -> find(prefix + name, packageName).stream())
              .findFirst();
      return namespace == null ? found.or(() -> variantAnywhere(name)) : found;
    }
    return searched.stream()
        .flatMap(one -> ofPackage(one).stream())
        .flatMap(macros -> PREFIXES.stream().map(prefix -> prefix + name).map(macros::get))
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** A package's generic test may dispatch to a macro of its own without saying whose it is. */
  private Optional<Macro> variantAnywhere(String name) {
    return PREFIXES.stream().flatMap(prefix -> anywhere(prefix + name).stream()).findFirst();
  }

  /** Which packages {@link #dispatch} asks; none where the namespace is no package. */
  List<String> searchOrder(String namespace) {
    List<String> configured = searchOrders.get(namespace);
    if (configured != null && !configured.isEmpty()) {
      return configured;
    }
    return ofPackage(namespace).isPresent() ? List.of(projectName, namespace) : List.of();
  }

  /** What a macro of this name would be called in {@link #dispatch}. */
  static List<String> variants(String name) {
    return PREFIXES.stream().map(prefix -> prefix + name).toList();
  }

  /**
   * The materialization of a name that the project or a package has written: the project's before
   * the packages', PostgreSQL's before the default. As in dbt, a package can't put its own in the
   * place of dbt's.
   *
   * @param ours the names of dbt's
   */
  public Optional<Macro> materialization(String name, Set<String> ours) {
    List<String> searched = new ArrayList<>();
    searched.add(projectName);
    if (packagesReplace || !ours.contains(name)) {
      searched.addAll(packages.keySet());
    }
    return searched.stream()
        .map(one -> packages.getOrDefault(one, Map.of()))
        .flatMap(
            macros ->
                ADAPTERS.stream().map(adapter -> macros.get("materialization_" + name + adapter)))
        .filter(Objects::nonNull)
        .findFirst();
  }

  /**
   * Whether a package's templates may find a macro where dbt has {@code ref}, {@code source} or
   * {@code config}. If so dbt renders each of its models to learn what it reads.
   */
  boolean replacesReferences(String packageName) {
    return NEVER_MACROS.stream()
        .anyMatch(
            name ->
                inPackage(packageName, name).isPresent()
                    || inPackage(projectName, name).isPresent());
  }

  /** The macro of a package; the engine's own are {@code dbt}'s. */
  public Optional<Macro> inPackage(String packageName, String name) {
    return ofPackage(packageName).map(macros -> macros.get(name));
  }

  /** The first macro of that name in whatever package. */
  public Optional<Macro> anywhere(String name) {
    return all.stream().filter(macro -> macro.name().equals(name)).findFirst();
  }

  /**
   * What a project or a package has written in the place of the engine's own macro: a macro of that
   * name, or the variant of it that is dispatched to.
   *
   * @param packageName the package of the node
   */
  public Optional<Macro> replacing(String name, String packageName) {
    return find(name, packageName)
        .filter(found -> !OwnMacros.has(found))
        .or(() -> dispatch(name, OWN_PACKAGE, packageName).filter(found -> !OwnMacros.has(found)));
  }

  /**
   * The unique ids of the macros that a macro calls, as far as its text says, in the order in which
   * it names them.
   */
  public List<String> dependsOn(Macro macro) {
    Set<String> ids = new LinkedHashSet<>();
    for (MacroCalls.Call call : MacroCalls.of(macro.source())) {
      // As in dbt what has the macro's own name, and no package before it, is not looked up.
      if (call.owner() != null
          || (!call.name().equals(macro.name()) && !NEVER_MACROS.contains(call.name()))) {
        id(call, macro).ifPresent(ids::add);
      }
      // As in dbt behind the macro of the name itself.
      if (call.dispatched()) {
        dispatch(call.name(), call.namespace(), macro.packageName())
            .ifPresent(found -> ids.add(found.uniqueId()));
      }
    }
    return List.copyOf(ids);
  }

  private Optional<String> id(MacroCalls.Call call, Macro macro) {
    boolean incremental = call.name().equals(NodeFunctions.IS_INCREMENTAL);
    Optional<Macro> found =
        incremental && OWN_PACKAGE.equals(call.owner()) ? Optional.empty() : named(call, macro);
    // A macro in dbt, a function here.
    return found
        .map(Macro::uniqueId)
        .or(
            () ->
                incremental
                    ? Optional.of("macro." + OWN_PACKAGE + "." + NodeFunctions.IS_INCREMENTAL)
                    : Optional.empty());
  }

  /**
   * As dbt finds it: in the package that is named or else the macro's own, then in the project,
   * then in whatever package, the last one first, then among dbt's own.
   */
  private Optional<Macro> named(MacroCalls.Call call, Macro macro) {
    String packageName = call.owner() == null ? macro.packageName() : call.owner();
    Map<String, Macro> first =
        OwnMacros.has(macro) && call.owner() == null
            ? own
            : ofPackage(packageName).orElse(Map.of());
    Macro found = first.get(call.name());
    if (found == null) {
      found = byName.get(call.name());
    }
    return Optional.ofNullable(found);
  }

  /** All there are: the project's, the packages', then the engine's own. */
  public Collection<Macro> all() {
    return all;
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
