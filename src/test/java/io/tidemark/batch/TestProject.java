package io.tidemark.batch;

import io.tidemark.graph.Manifest;
import io.tidemark.graph.Microbatch;
import io.tidemark.graph.Node;
import io.tidemark.graph.compile.AlreadyBuilt;
import io.tidemark.graph.compile.Compiler;
import io.tidemark.graph.compile.NodeMacros;
import io.tidemark.graph.read.ManifestBuilder;
import io.tidemark.jinja.Environment;
import io.tidemark.load.book.HighWaterMarks;
import io.tidemark.materialization.Compilation;
import io.tidemark.materialization.EventTimes;
import io.tidemark.postgres.ConnectionSettings;
import io.tidemark.postgres.Database;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.RunningStatements;
import io.tidemark.postgres.Statements;
import io.tidemark.project.Project;
import io.tidemark.project.ProjectOnDisk;
import io.tidemark.project.ProjectReader;
import io.tidemark.project.ProjectYaml;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.yaml.ValueRenderer;
import io.tidemark.template.Invocation;
import io.tidemark.template.MacroLibrary;
import io.tidemark.template.TemplateDatabase;
import io.tidemark.template.TemplateEngine;
import io.tidemark.template.TemplateLog;
import io.tidemark.template.Variables;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A dbt project on disk, run in this process on a test's database: all of the way from its files to
 * its tables, without the command line. Its models go into the schema {@code public}.
 */
public final class TestProject {

  /** The engine's schema. */
  public static final Identifier SCHEMA = new Identifier("tidemark");

  /** The job's name. */
  public static final String JOB = "shop@public";

  private final ProjectOnDisk files;
  private final ConnectionSettings settings;
  private final RunningStatements running = new RunningStatements();
  private final StopSignal stop = new StopSignal(running);
  private int threads = 1;
  private String job = JOB;
  private boolean failFast;
  private boolean fullRefresh;
  private @Nullable EventTimes eventTimes;
  private RunListener listener = new RecordedRun();

  /** An empty project in a directory; every run of it connects by these settings. */
  public TestProject(Path root, ConnectionSettings settings) {
    this.files = new ProjectOnDisk(root).withProjectFile();
    this.settings = settings;
  }

  /** Writes a file. */
  public TestProject with(String path, String text) {
    files.with(path, text);
    return this;
  }

  /** Writes a model. */
  public TestProject model(String name, String text) {
    return with("models/" + name + ".sql", text);
  }

  /** Runs on so many threads from now on. */
  public TestProject threads(int number) {
    threads = number;
    return this;
  }

  /** Starts nothing new after a failure from now on. */
  public TestProject failFast() {
    failFast = true;
    return this;
  }

  /** Is another job from now on, as another project that builds the same tables would be. */
  public TestProject as(String jobName) {
    job = jobName;
    return this;
  }

  /** Builds everything anew, or no longer. */
  public TestProject fullRefresh(boolean asked) {
    fullRefresh = asked;
    return this;
  }

  /** Microbatch models are about these times from now on; a restart has to have the run's own. */
  public TestProject eventTimes(EventTimes asked) {
    eventTimes = asked;
    return this;
  }

  /** Tells this listener from now on. */
  public TestProject tell(RunListener told) {
    listener = told;
    return this;
  }

  /** Ends what runs, and whatever would be run later. */
  public StopSignal stopSignal() {
    return stop;
  }

  /** A run of its own. */
  public RunResult run() {
    return inSession((session, run) -> session.start(run, stop, listener));
  }

  /** Continues the last run. */
  public RunResult restart() {
    return inSession(
        (session, run) -> session.restart(run, session.lastRun().orElseThrow(), stop, listener));
  }

  /** What is done while the run's lock is held. */
  private interface InSession {
    RunResult work(RunSession session, Run run);
  }

  private RunResult inSession(InSession work) {
    try (Database database = Database.of(settings, threads + 2);
        RunSession session =
            RunSession.open(
                target(database), job, null, Duration.ZERO, listener, Clock.systemUTC())) {
      return work.work(session, read());
    }
  }

  /** The database as the batch layer takes it. */
  public RunTarget target(Database database) {
    return new RunTarget(database, database, new Statements(), SCHEMA, running);
  }

  private Run read() {
    Environment environment = TemplateEngine.environment();
    ProjectYaml yaml = ProjectYaml.read(files.root());
    Invocation invocation = invocation();
    ValueRenderer renderer =
        TemplateEngine.valueRenderer(environment, invocation, TemplateLog.silent(), false);
    Project project = ProjectReader.read(yaml, renderer, renderer);
    Problems problems = new Problems();
    MacroLibrary macros = MacroLibrary.read(project, environment, problems);
    problems.throwIfAny();
    TemplateEngine engine =
        new TemplateEngine(environment, invocation, macros, TemplateLog.silent());
    Manifest manifest = new ManifestBuilder(project, engine, settings.database()).build();
    Compiler compiler = new Compiler(manifest, engine);
    Map<String, Node> nodes = new LinkedHashMap<>(manifest.nodes());
    nodes.values().removeIf(Node::ephemeral);
    return new Run(
        job,
        nodes,
        manifest.dag().subset(nodes.keySet()),
        (node, database) -> new Rendering(node, compiler.on(database), null),
        List.of("public"),
        hooks(project, compiler),
        new RunOptions(
            invocation.id(),
            new SchedulingPolicy(threads, failFast),
            fullRefresh,
            eventTimes == null ? EventTimes.until(invocation.startedAt()) : eventTimes,
            false,
            Map.of("kept", "yes")));
  }

  private Invocation invocation() {
    Map<String, @Nullable Object> target = new LinkedHashMap<>();
    target.put("name", "test");
    target.put("type", "postgres");
    target.put("schema", "public");
    target.put("database", settings.database());
    return new Invocation(
        UUID.randomUUID().toString(),
        Instant.now(),
        "shop",
        target,
        new Variables(Map.of(), Map.of()),
        Map.of(),
        Map.of("FULL_REFRESH", fullRefresh),
        false);
  }

  private static List<RunHook> hooks(Project project, Compiler compiler) {
    List<RunHook> hooks = new ArrayList<>();
    add(hooks, RunHook.Phase.START, project.file().onRunStart(), compiler);
    add(hooks, RunHook.Phase.END, project.file().onRunEnd(), compiler);
    return hooks;
  }

  private static void add(
      List<RunHook> hooks,
      RunHook.Phase phase,
      List<io.tidemark.project.RunHook> written,
      Compiler compiler) {
    for (int i = 0; i < written.size(); i++) {
      String sql = written.get(i).sql();
      hooks.add(
          new RunHook(
              "operation.shop.shop-" + phase.dbtName() + "-" + i,
              phase,
              i,
              (database, ended) -> compiler.on(database).compileInline("dbt_project.yml", sql)));
    }
  }

  /** A model's template. */
  private record Rendering(Node node, Compiler compiler, @Nullable Microbatch batch)
      implements Compilation {

    @Override
    public String sql(boolean incremental, HighWaterMarks marks) {
      return compiler
          .compile(
              node,
              AlreadyBuilt.decided(
                  incremental, column -> marks.greatest(node.relation(), column).sql()),
              batch)
          .sql();
    }

    @Override
    public String whole() {
      return compiler.compile(node, AlreadyBuilt.NOTHING).sql();
    }

    @Override
    public String hook(String template) {
      return compiler.compileHook(node, template, AlreadyBuilt.NOTHING, batch);
    }

    @Override
    public String macro(String name, @Nullable Object... arguments) {
      return compiler.call(node, name, arguments);
    }

    @Override
    public NodeMacros macros() {
      return compiler.macros(node, AlreadyBuilt.NOTHING, batch);
    }

    @Override
    public Compilation of(Microbatch one, TemplateDatabase database) {
      return new Rendering(node, compiler.on(database), one);
    }
  }
}
