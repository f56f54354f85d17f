package io.tidemark.graph.compile;

import io.tidemark.graph.CalledTest;
import io.tidemark.graph.Caller;
import io.tidemark.graph.Descriptions;
import io.tidemark.graph.Manifest;
import io.tidemark.graph.Microbatch;
import io.tidemark.graph.ModelValues;
import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.graph.References;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.SourceNode;
import io.tidemark.graph.StaticCall;
import io.tidemark.graph.UnitTest;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.Undefined;
import io.tidemark.jinja.value.UndefinedMode;
import io.tidemark.postgres.Relation;
import io.tidemark.project.QueryComment;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.template.Macro;
import io.tidemark.template.MaterializationAnswer;
import io.tidemark.template.RefCall;
import io.tidemark.template.TemplateDatabase;
import io.tidemark.template.TemplateEngine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Renders a model into the SQL that runs, with the ephemeral models that it reads as common table
 * expressions at its head, as dbt puts them there. Thread-safe.
 */
public final class Compiler {

  /** A materialization that a project has written may do without. */
  private static final Set<String> NEED_SQL =
      Set.of("view", "table", "incremental", "materialized_view", "ephemeral", "snapshot", "test");

  private final Manifest manifest;
  private final TemplateEngine engine;
  private final References references;
  private final TemplateDatabase database;
  private final Reading reading;
  private final boolean mayBeEmpty;
  private final boolean bare;

  /** A compiler of the manifest's models. */
  public Compiler(Manifest manifest, TemplateEngine engine) {
    this(
        manifest,
        engine,
        new References(
            manifest.projectName(),
            manifest.packageFirst(),
            manifest.nodes(),
            manifest.disabled(),
            manifest.sources(),
            manifest.declarations()),
        TemplateDatabase.none(),
        Reading.OWN,
        false,
        false);
  }

  private Compiler(
      Manifest manifest,
      TemplateEngine engine,
      References references,
      TemplateDatabase database,
      Reading reading,
      boolean mayBeEmpty,
      boolean bare) {
    this.reading = reading;
    this.mayBeEmpty = mayBeEmpty;
    this.bare = bare;
    this.manifest = manifest;
    this.engine = engine;
    this.references = references;
    this.database = database;
  }

  /** The same, whose templates may ask a database; safe for use by that one's thread. */
  public Compiler on(TemplateDatabase asked) {
    return new Compiler(manifest, engine, references, asked, reading, mayBeEmpty, bare);
  }

  /** The same for a run that reads other rows, or other relations. */
  public Compiler reading(Reading other) {
    return new Compiler(manifest, engine, references, database, other, mayBeEmpty, bare);
  }

  /** The same, whose templates know more names. */
  public Compiler knowing(Map<String, ? extends @Nullable Object> names) {
    return new Compiler(
        manifest, engine.knowing(names), references, database, reading, mayBeEmpty, bare);
  }

  /** The same where nothing is run: as in dbt a template may then give no SQL. */
  public Compiler onlyCompiling() {
    return new Compiler(manifest, engine, references, database, reading, true, bare);
  }

  /** The same, which leaves the ephemeral models that a query reads away from its head. */
  public Compiler bare() {
    return new Compiler(manifest, engine, references, database, reading, mayBeEmpty, true);
  }

  private String whole(EphemeralCtes ephemerals, String sql) {
    return bare ? sql : ephemerals.inject(sql);
  }

  /**
   * A model's SQL.
   *
   * @param built what is there of it
   * @throws ProjectException if a template fails, or gives no SQL
   * @throws EphemeralFailedException if that of an ephemeral model does which it reads
   */
  public CompiledModel compile(Node node, AlreadyBuilt built) {
    return compile(node, built, null);
  }

  /**
   * A microbatch model's SQL for one of its batches: what it reads is filtered by event time.
   *
   * @param batch which; null for all rows
   */
  public CompiledModel compile(Node node, AlreadyBuilt built, @Nullable Microbatch batch) {
    CompilingHost host = host(node, built, batch);
    String sql = render(node, host, batch);
    EphemeralCtes ephemerals = new EphemeralCtes();
    addCtes(host, ephemerals);
    return new CompiledModel(
        whole(ephemerals, sql), ephemerals.sql(), ephemerals.whole(), host.macros());
  }

  /** The materialization of the node that the project or a package has written, if one has. */
  public Optional<Macro> written(Node node, Set<String> ours) {
    return engine.macros().materialization(node.config().materialized(), ours);
  }

  /**
   * Runs a materialization that was written as a macro.
   *
   * @param sql the node's compiled SQL
   * @param built what is there of it
   * @throws ProjectException if it fails
   */
  public MaterializationAnswer materialize(
      Macro materialization, Node node, String sql, AlreadyBuilt built) {
    CompilingHost host = host(node, built, null);
    Map<String, @Nullable Object> model = new LinkedHashMap<>(ModelValues.of(node, null));
    model.put("compiled_code", sql);
    boolean relations = node.type() != ResourceType.TEST;
    return engine
        .caller()
        .materialize(materialization, node.packageName(), host, model, sql, relations);
  }

  /**
   * Calls a macro outside any node.
   *
   * @param arguments by the names of its parameters
   * @throws ProjectException if it fails
   */
  public @Nullable Object operate(Macro macro, Map<String, ? extends @Nullable Object> arguments) {
    InlineHost host =
        new InlineHost(macro.name(), macro.packageName(), references, database, reading);
    return engine.caller().operate(macro, host, arguments);
  }

  /** A hook's SQL, rendered in the context of its node. */
  public String compileHook(Node node, String template, AlreadyBuilt built) {
    return compileHook(node, template, built, null);
  }

  /** A hook's SQL as it runs with a batch of its node. */
  public String compileHook(
      Node node, String template, AlreadyBuilt built, @Nullable Microbatch batch) {
    CompilingHost host = host(node, built, batch);
    // Descriptions are rendered so too, and those may name docs blocks.
    return new Descriptions(
            manifest.docs(),
            manifest.projectName(),
            text ->
                engine.renderText(
                    node.file().shownPath(),
                    text,
                    node.packageName(),
                    host,
                    ModelValues.of(node, batch)))
        .of(template, node.packageName());
  }

  /**
   * The macros as a node at work calls them.
   *
   * @param built what is there of it
   * @param batch the batch that is being done; null for all of the node
   */
  public NodeMacros macros(Node node, AlreadyBuilt built, @Nullable Microbatch batch) {
    CompilingHost host = host(node, built, batch);
    Map<String, @Nullable Object> model = ModelValues.of(node, batch);
    ConstraintTargets.resolve(model, call -> relation(call, node, host));
    return new NodeMacros(engine, node, host, model);
  }

  /**
   * The name of the relation that a foreign key of a model points to.
   *
   * @param call {@code ref('customers')}
   */
  public String foreignKeyTarget(Node node, String call) {
    return relation(call, node, host(node, AlreadyBuilt.NOTHING, null));
  }

  private String relation(String call, Node node, CompilingHost host) {
    RefCall ref = StaticCall.of(call, null).map(StaticCall::ref).orElse(null);
    Relation elsewhere =
        ref == null
            ? null
            : reading.elsewhere().get(references.ref(ref, Caller.of(node)).uniqueId());
    if (elsewhere != null) {
      return elsewhere.writtenSql();
    }
    String template = "{{ " + call + " }}";
    return engine.renderText(node.file().path(), template, node.packageName(), host, Map.of());
  }

  /**
   * Calls a macro in the context of a node.
   *
   * @return its text, without white space around
   * @throws ProjectException if there is none or it fails
   */
  public String call(Node node, String macro, @Nullable Object... arguments) {
    return engine
        .caller()
        .call(macro, node.packageName(), node.config(), ModelValues.of(node, null), arguments);
  }

  /** What renders the model of a unit test. */
  public UnitTestCompiler unitTest(UnitTest test) {
    return new UnitTestCompiler(
        test,
        manifest,
        engine,
        references,
        reading,
        node -> compile(node, AlreadyBuilt.NOTHING).sql());
  }

  /**
   * SQL that belongs to no model, such as that of {@code show --inline}: it may read any model.
   *
   * @param name what it is called in errors
   */
  public String compileInline(String name, String template) {
    InlineHost host = new InlineHost(name, manifest.projectName(), references, database, reading);
    String sql = engine.renderText(name, template, manifest.projectName(), host, Map.of());
    EphemeralCtes ephemerals = new EphemeralCtes();
    host.ephemerals().forEach(node -> addCte(node, ephemerals));
    return whole(ephemerals, sql);
  }

  /**
   * A query about a source's table, as {@link #compileInline}.
   *
   * @param self what {@code {{ this }}} is
   */
  public String compileAbout(SourceNode source, Relation self, String template) {
    String name = "loaded_at_query of " + source.name();
    InlineHost host =
        new InlineHost(name, source.packageName(), references, database, reading, self);
    return engine.renderText(name, template, source.packageName(), host, Map.of());
  }

  /**
   * The comments that go with statements.
   *
   * @throws ProjectException if what is asked for is no template
   */
  public QueryComments comments(QueryComment asked) {
    return new QueryComments(asked, manifest.projectName(), engine, references);
  }

  /**
   * Renders a text of a job file; without white space around.
   *
   * @throws ProjectException if the template fails, or prints a name that does not exist
   */
  public String compileJobText(Place place, String text) {
    String packageName = manifest.projectName();
    InlineHost host = new InlineHost(place.file(), packageName, references, database, reading);
    return engine.renderJobText(place, text, packageName, host);
  }

  /** Renders descriptions of properties files, which may be templates. */
  public Descriptions descriptions() {
    return new Descriptions(manifest.docs(), manifest.projectName(), this::describe);
  }

  private String describe(String text) {
    Callable doc =
        arguments ->
            descriptions()
                .doc(
                    arguments.positional().stream().map(String::valueOf).toList(),
                    manifest.projectName());
    // As in dbt no relation is this here; people write it for "this model".
    Undefined none = new Undefined("'this' is undefined", "this", UndefinedMode.STANDARD, List::of);
    return engine
        .knowing(Map.of("doc", doc, "this", none))
        .renderText(
            Descriptions.IN_DESCRIPTION,
            text,
            manifest.projectName(),
            new InlineHost(
                Descriptions.IN_DESCRIPTION, manifest.projectName(), references, database, reading),
            Map.of());
  }

  private CompilingHost host(Node node, AlreadyBuilt built, @Nullable Microbatch batch) {
    return new CompilingHost(node, references, built, batch, database, reading);
  }

  private void addCtes(CompilingHost host, EphemeralCtes ephemerals) {
    host.ephemerals().forEach(node -> addCte(node, ephemerals));
  }

  private void addCte(Node node, EphemeralCtes ephemerals) {
    if (ephemerals.has(node)) {
      return;
    }
    CompilingHost host = host(node, AlreadyBuilt.NOTHING, null);
    try {
      String sql = render(node, host, null);
      addCtes(host, ephemerals);
      ephemerals.add(node, sql, host.ephemerals());
    } catch (EphemeralFailedException deeper) {
      throw deeper.within(node);
    } catch (RuntimeException e) {
      throw new EphemeralFailedException(node, e);
    }
  }

  /** PostgreSQL would refuse nothing but comments with a word about what we put around it. */
  private String render(Node node, CompilingHost host, @Nullable Microbatch batch) {
    if (node.detail() instanceof NodeDetail.RunHook hook) {
      return renderAt(hook.place(), hook.sql(), node, host);
    }
    String sql =
        node.detail() instanceof NodeDetail.GenericTest test
            ? render(node, test, host)
            : node.detail() instanceof NodeDetail.Block block
                ? renderAt(node.file().source().at(block.line(), 0), block.text(), node, host)
                : engine.render(node.file(), node.packageName(), host, ModelValues.of(node, batch));
    if (!mayBeEmpty
        && CteInjection.isBlank(sql)
        && NEED_SQL.contains(node.config().materialized())) {
      throw new ProjectException(
          Problem.of(node.what() + " has no SELECT")
              .at(node.file().start())
              .found("Its template gives nothing but blanks and comments.")
              .next("Write a SELECT into it, or remove the file."));
    }
    return sql;
  }

  /** As in dbt with the white space around it. */
  private String renderAt(Place place, String text, Node node, CompilingHost host) {
    return engine.renderAt(place, text, node.packageName(), host, ModelValues.of(node, null));
  }

  /** The call of a test's macro stands in no file: what is wrong is told where the test stands. */
  private String render(Node node, NodeDetail.GenericTest test, CompilingHost host) {
    try {
      return engine.renderTest(
          node.file(), node.packageName(), host, ModelValues.of(node, null), test.kwargs());
    } catch (ProjectException e) {
      throw CalledTest.located(e, node.file(), test.place());
    }
  }
}
