package io.tidemark.cli;

import io.tidemark.graph.Manifest;
import io.tidemark.graph.Node;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.check.DescriptionRules;
import io.tidemark.graph.compile.Compiler;
import io.tidemark.graph.entry.GraphMapping;
import io.tidemark.graph.read.ManifestBuilder;
import io.tidemark.jinja.Environment;
import io.tidemark.materialization.Materializations;
import io.tidemark.materialization.MicrobatchInputs;
import io.tidemark.postgres.NameQuoting;
import io.tidemark.project.BehaviorFlags;
import io.tidemark.project.InstalledPackages;
import io.tidemark.project.Project;
import io.tidemark.project.ProjectDirectory;
import io.tidemark.project.ProjectReader;
import io.tidemark.project.ProjectYaml;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.profile.Output;
import io.tidemark.project.profile.Profile;
import io.tidemark.project.profile.ProfilesLocation;
import io.tidemark.project.yaml.ValueRenderer;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.template.Invocation;
import io.tidemark.template.Macro;
import io.tidemark.template.MacroLibrary;
import io.tidemark.template.TargetValues;
import io.tidemark.template.TemplateEngine;
import io.tidemark.template.TemplateLog;
import io.tidemark.template.Variables;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a project: its files, its profile, its macros, its models. Needs no database. */
final class ProjectLoader {

  private static final String DEFAULT_LOG_PATH = "logs";

  private final Surroundings surroundings;
  private final GlobalOptions options;
  private final Map<String, @Nullable Object> flags;
  private final String invocationId;
  private final TemplateLog log;
  private final Instant startedAt;
  private final Map<String, @Nullable Object> job;

  /**
   * A loader.
   *
   * @param flags what templates find in {@code flags}
   */
  ProjectLoader(
      Surroundings surroundings,
      GlobalOptions options,
      Map<String, @Nullable Object> flags,
      String invocationId,
      TemplateLog log) {
    this(surroundings, options, flags, invocationId, log, Map.of());
  }

  /**
   * As the other.
   *
   * @param job the names that a job's run gives to templates
   */
  ProjectLoader(
      Surroundings surroundings,
      GlobalOptions options,
      Map<String, @Nullable Object> flags,
      String invocationId,
      TemplateLog log,
      Map<String, @Nullable Object> job) {
    this.job = job;
    this.surroundings = surroundings;
    this.options = options;
    this.flags = flags;
    this.invocationId = invocationId;
    this.log = log;
    this.startedAt = surroundings.clock().instant();
  }

  /** The project's directory. */
  Path directory() {
    return ProjectDirectory.find(options.projectDir, surroundings.directory());
  }

  /** Where a project's log goes, which begins before the project is known to be in order. */
  static Path logDirectory(Path root) {
    try {
      return logDirectory(ProjectYaml.read(root));
    } catch (ProjectException toldByTheCommand) {
      return root.resolve(DEFAULT_LOG_PATH);
    }
  }

  private static Path logDirectory(ProjectYaml yaml) {
    YamlNode written = yaml.mapping().get("log-path");
    return yaml.root()
        .resolve(
            written != null && written.value() instanceof String path ? path : DEFAULT_LOG_PATH);
  }

  /**
   * Reads all of it.
   *
   * @param variables what {@code --vars} says
   * @param fullRefresh what {@code flags.FULL_REFRESH} says
   * @param threads how many threads are asked for; null for the profile's number
   * @throws ProjectException with everything that is wrong
   */
  LoadedProject load(
      Map<String, @Nullable Object> variables, boolean fullRefresh, @Nullable Integer threads) {
    Environment environment = TemplateEngine.environment();
    ProjectYaml yaml = ProjectYaml.read(directory());
    Variables vars = variables(variables, yaml);
    Invocation early = invocation("", Map.of(), vars, fullRefresh);
    ValueRenderer ofProfile = renderer(environment, early, true);
    Profile profile = profile(yaml, ofProfile);
    Output output = profile.output(options.target, ofProfile);
    if (threads != null) {
      output = output.withThreads(threads);
    }
    Invocation known = invocation("", TargetValues.of(output), vars, fullRefresh);
    Project project = project(yaml, environment, known);
    Variables all = vars;
    for (Project one : project.installed()) {
      all = all.with(one.name(), values(one.file().vars()));
    }
    Invocation invocation =
        invocation(project.name(), TargetValues.of(output), all, fullRefresh)
            .with(project.file().quoting().resolved())
            .withFlags(ofProject(project, yaml));

    Problems problems = new Problems();
    MacroLibrary macros = MacroLibrary.read(project, environment, problems);
    problems.throwIfAny();
    GraphMapping graph = new GraphMapping();
    TemplateEngine engine = new TemplateEngine(environment, invocation, macros, log, graph);
    Manifest manifest = new ManifestBuilder(project, engine, output.database()).build();
    Connections connections = new Connections(profile, ofProfile);
    check(manifest, macros, connections);
    Compiler compiler = new Compiler(manifest, engine);
    DescriptionRules rules = new DescriptionRules(compiler.descriptions(), problems);
    rules.check(manifest);
    rules.check(project, macros);
    problems.throwIfAny();
    graph.show(manifest, compiler.descriptions());
    return new LoadedProject(
        project,
        output,
        connections,
        invocation,
        engine,
        manifest,
        compiler,
        compiler.comments(project.file().queryComment()),
        targetPath(project, options));
  }

  /** The flags that only the project can say. */
  private Map<String, @Nullable Object> ofProject(Project project, ProjectYaml yaml) {
    Map<String, @Nullable Object> flags = new LinkedHashMap<>();
    flags.put("PROJECT_DIR", project.root().toString());
    flags.put("PROFILES_DIR", profiles(project.root()).directory().toString());
    flags.put("LOG_PATH", logDirectory(yaml).toString());
    BehaviorFlags.of(project.file())
        .forEach((name, value) -> flags.put(name.toUpperCase(Locale.ROOT), value));
    return flags;
  }

  /** The project's files, and those of the packages that are installed for it. */
  private Project project(ProjectYaml yaml, Environment environment, Invocation known) {
    Project project =
        ProjectReader.read(
            yaml,
            renderer(environment, known, false),
            file -> TemplateEngine.valueRenderer(environment, known, log, file.name(), false));
    PackageChecks.installed(project, renderer(environment, known, true));
    // As in dbt, --vars and the project's vars are not seen in the dbt_project.yml of a package.
    Invocation unknown = known.with(new Variables(Map.of(), Map.of()));
    Project whole =
        project.with(
            InstalledPackages.read(
                project,
                renderer(environment, unknown, false),
                file ->
                    TemplateEngine.valueRenderer(
                        environment,
                        known.with(known.variables().with(file.name(), values(file.vars()))),
                        log,
                        file.name(),
                        false)));
    if (options.versionCheck) {
      PackageChecks.versions(whole);
    }
    return whole;
  }

  /** Renders {@code packages.yml}, which needs no profile and may read secrets. */
  ValueRenderer packagesRenderer(Map<String, @Nullable Object> variables) {
    Invocation known = invocation("", Map.of(), new Variables(variables, Map.of()), false);
    return renderer(TemplateEngine.environment(), known, true);
  }

  /**
   * Where the project runs, before it is known with what variables: the profile may use {@code
   * --vars}, the project's models are not read.
   */
  RunSite site(Map<String, @Nullable Object> variables) {
    ProjectYaml yaml = ProjectYaml.read(directory());
    YamlNode name = yaml.mapping().get("name");
    if (name == null || !(name.value() instanceof String text)) {
      throw new ProjectException(
          Problem.of("dbt_project.yml does not say the project's name")
              .at(name == null ? yaml.mapping().place() : name.place())
              .next("Write it: name: my_project"));
    }
    Invocation early = invocation("", Map.of(), variables(variables, yaml), false);
    return new RunSite(
        text, yaml.root(), output(yaml, renderer(TemplateEngine.environment(), early, true)));
  }

  /** The profile's output alone, for {@code debug}. */
  Output output(ProjectYaml yaml, ValueRenderer renderer) {
    return profile(yaml, renderer).output(options.target, renderer);
  }

  /** The profile that is used. */
  Profile profile(ProjectYaml yaml, ValueRenderer renderer) {
    String named = options.profile == null ? yaml.profileName(renderer) : options.profile;
    Place namedAt = options.profile == null ? yaml.profilePlace() : null;
    return profiles(yaml.root()).read().profile(named, namedAt);
  }

  /** Where {@code profiles.yml} is looked for. */
  ProfilesLocation profiles(Path root) {
    Path asked = options.profilesDir;
    return new ProfilesLocation(
        asked == null ? null : surroundings.directory().resolve(asked),
        root,
        surroundings.directory(),
        surroundings.home());
  }

  /** Renders the YAML files. */
  ValueRenderer renderer(Environment environment, Invocation invocation, boolean secretsAllowed) {
    return TemplateEngine.valueRenderer(environment, invocation, log, secretsAllowed);
  }

  /** What is known before the project's own name and target are. */
  Invocation invocation(
      String projectName,
      Map<String, @Nullable Object> target,
      Variables vars,
      boolean fullRefresh) {
    Map<String, @Nullable Object> flags = new LinkedHashMap<>(this.flags);
    flags.put("FULL_REFRESH", fullRefresh);
    return new Invocation(
        invocationId,
        startedAt,
        projectName,
        target,
        vars,
        surroundings.environment(),
        flags,
        options.strict,
        job,
        NameQuoting.ALL);
  }

  private static Variables variables(Map<String, @Nullable Object> commandLine, ProjectYaml yaml) {
    return new Variables(commandLine, values(yaml.vars()));
  }

  private static Map<String, @Nullable Object> values(YamlMapping vars) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    vars.typed().forEach((name, value) -> values.put(String.valueOf(name), value));
    return values;
  }

  /** Where a project's artifacts go. As in dbt the option too is seen from the project. */
  static Path targetPath(Project project, GlobalOptions options) {
    Path asked = options.targetPath;
    return asked == null
        ? project.root().resolve(project.file().targetPath())
        : project.root().resolve(asked);
  }

  private static void check(Manifest manifest, MacroLibrary macros, Connections connections) {
    Materializations materializations =
        new Materializations(name -> macros.find(name, manifest.projectName()).isPresent());
    Problems problems = new Problems();
    connections.check(manifest.sources().values(), problems);
    for (Node node : manifest.nodes().values()) {
      if (!node.referable()
          && node.type() != ResourceType.TEST
          && node.type() != ResourceType.FUNCTION) {
        continue;
      }
      try {
        Optional<Macro> written =
            macros.materialization(node.config().materialized(), materializations.names());
        materializations.check(node, written.isPresent());
      } catch (ProjectException e) {
        problems.add(e);
      }
    }
    try {
      new MicrobatchInputs(manifest).check();
    } catch (ProjectException e) {
      problems.add(e);
    }
    problems.throwIfAny();
  }
}
