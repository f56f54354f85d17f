package io.tidemark.cli;

import io.tidemark.graph.AlreadyBuilt;
import io.tidemark.graph.AskedTable;
import io.tidemark.graph.CompiledModel;
import io.tidemark.graph.Compiler;
import io.tidemark.graph.EphemeralFailedException;
import io.tidemark.graph.Microbatch;
import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.graph.NodeMacros;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.SourceNode;
import io.tidemark.graph.UnitTestCompiler;
import io.tidemark.graph.UnitTestInput;
import io.tidemark.load.book.HighWaterMarks;
import io.tidemark.materialization.Compilation;
import io.tidemark.materialization.WrittenMaterialization;
import io.tidemark.postgres.SqlComment;
import io.tidemark.postgres.StatementLog;
import io.tidemark.postgres.Statements;
import io.tidemark.project.config.ConfigValue;
import io.tidemark.project.file.FileKind;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.properties.SourceLoad;
import io.tidemark.report.failure.SqlPlace;
import io.tidemark.template.LineMap;
import io.tidemark.template.TemplateDatabase;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Compiles nodes, writes what came out beside the artifacts, and remembers it, so that a position
 * in a statement that the server refused can be told as a line of the model's file. Thread-safe.
 */
final class CompiledSql {

  private final LoadedProject project;
  private final OutputFiles files;
  private final SelectedEphemerals ephemerals;
  private final Set<Node> written = ConcurrentHashMap.newKeySet();
  private final Map<Node, CompiledModel> last = new ConcurrentHashMap<>();
  private final Map<Node, String> built = new ConcurrentHashMap<>();
  private final Map<Node, Map<Microbatch, CompiledModel>> batches = new ConcurrentHashMap<>();
  private volatile BehindFailures skipped = BehindFailures.NONE;

  CompiledSql(LoadedProject project, OutputFiles files) {
    this(project, files, SelectedEphemerals.NONE);
  }

  /**
   * As the other.
   *
   * @param ephemerals those that fail in the place of what reads them
   */
  CompiledSql(LoadedProject project, OutputFiles files, SelectedEphemerals ephemerals) {
    this.project = project;
    this.files = files;
    this.ephemerals = ephemerals;
  }

  /** The same for a project that reads other relations. */
  CompiledSql of(LoadedProject other) {
    return new CompiledSql(other, files, ephemerals);
  }

  /** A node's template, ready to be rendered. */
  Compilation of(Node node, TemplateDatabase database) {
    return of(node, database, Map.of());
  }

  /**
   * As the other.
   *
   * @param names what its template knows besides
   */
  Compilation of(
      Node node, TemplateDatabase database, Map<String, ? extends @Nullable Object> names) {
    Compiler compiler = project.compiler().knowing(names).on(database);
    AskedTable asked = asked(node, database);
    return new Compilation() {
      @Override
      public String sql(boolean incremental, HighWaterMarks marks) {
        asked.decide(incremental);
        return keep(
            node,
            ephemerals.blamed(() -> compiler.compile(node, decided(node, incremental, marks))));
      }

      @Override
      public String whole() {
        return ephemerals.blamed(() -> compiler.compile(node, AlreadyBuilt.NOTHING)).sql();
      }

      @Override
      public String hook(String template) {
        return compiler.compileHook(node, template, asked);
      }

      @Override
      public String macro(String name, @Nullable Object... arguments) {
        return project.compiler().call(node, name, arguments);
      }

      @Override
      public UnitTestCompiler unitTest() {
        if (node.detail() instanceof NodeDetail.Unit unit) {
          return project.compiler().unitTest(unit.test());
        }
        return Compilation.super.unitTest();
      }

      @Override
      public String unitTestSql(Map<UnitTestInput, String> fixtures) {
        writeFixtures(node, fixtures);
        return keep(node, ephemerals.blamed(() -> unitTest().compile(fixtures)));
      }

      @Override
      public Optional<WrittenMaterialization> written(Set<String> ours) {
        return compiler
            .written(node, ours)
            .map(
                macro ->
                    (sql, session) -> compiler.on(session).materialize(macro, node, sql, asked));
      }

      @Override
      public NodeMacros macros() {
        return compiler.macros(node, asked, null);
      }

      @Override
      public SqlComment comment() {
        return project.comments().of(node);
      }

      @Override
      public void executed(StatementLog statements) {
        String path = run(path(node));
        files.write(path, statements.text());
        built.put(node, path);
      }

      @Override
      public Compilation of(Microbatch batch, TemplateDatabase session) {
        return CompiledSql.this.of(node, batch, session, names);
      }
    };
  }

  private Compilation of(
      Node node,
      Microbatch batch,
      TemplateDatabase database,
      Map<String, ? extends @Nullable Object> names) {
    Compiler compiler = project.compiler().knowing(names).on(database);
    Map<Microbatch, CompiledModel> ofNode =
        batches.computeIfAbsent(node, any -> new ConcurrentHashMap<>());
    AskedTable asked = asked(node, database);
    return new Compilation() {
      @Override
      public String sql(boolean incremental, HighWaterMarks marks) {
        asked.decide(incremental);
        CompiledModel compiled =
            ephemerals.blamed(
                () -> compiler.compile(node, decided(node, incremental, marks), batch));
        ofNode.put(batch, compiled);
        files.write(path(node, batch), compiled.sql());
        writeEphemerals(compiled);
        return compiled.sql();
      }

      @Override
      public String whole() {
        return ephemerals.blamed(() -> compiler.compile(node, AlreadyBuilt.NOTHING, batch)).sql();
      }

      @Override
      public String hook(String template) {
        return compiler.compileHook(node, template, asked, batch);
      }

      @Override
      public NodeMacros macros() {
        return compiler.macros(node, asked, batch);
      }

      @Override
      public String macro(String name, @Nullable Object... arguments) {
        return project.compiler().call(node, name, arguments);
      }

      @Override
      public Compilation of(Microbatch other, TemplateDatabase session) {
        return CompiledSql.this.of(node, other, session, names);
      }

      @Override
      public void executed(StatementLog statements) {
        files.write(run(path(node, batch)), statements.text());
      }

      @Override
      public void forget() {
        // Thousands of batches are not kept for a failure that can't come any more.
        ofNode.remove(batch);
      }
    };
  }

  /** Compiles a node as it would be run now; as in dbt the database says what that means. */
  String compile(Node node, AskedDatabase asked) {
    asked.database().comment(() -> project.comments().of(node));
    Compiler compiler = project.compiler().onlyCompiling().on(asked.database());
    AskedMarks marks = new AskedMarks(node, asked);
    AskedTable built =
        new AskedTable(node, project.invocation().fullRefresh(), asked::isTable, marks::greatest);
    CompiledModel compiled = ephemerals.blamed(() -> compiler.compile(node, built));
    return keep(
        node,
        marks.nothingLoaded()
            ? ephemerals.blamed(() -> compiler.compile(node, AlreadyBuilt.NOTHING))
            : compiled);
  }

  /**
   * The SQL of a hook of the run.
   *
   * @param names what it knows besides
   */
  String hook(Node hook, TemplateDatabase database, Map<String, ?> names) {
    Compiler compiler = project.compiler().knowing(names).on(database);
    return keep(hook, compiler.compile(hook, AlreadyBuilt.NOTHING));
  }

  /**
   * What is there of a node, for its hooks and the macros that it calls. Those that ask for a
   * high-water mark are told the table's as it is at that moment.
   */
  private AskedTable asked(Node node, TemplateDatabase database) {
    return new AskedTable(
        node,
        project.invocation().fullRefresh(),
        database::isTable,
        column ->
            new HighWaterMarks(database.session(), new Statements(), TargetConnection.SCHEMA)
                .greatest(node.relation(), column)
                .sql());
  }

  private static AlreadyBuilt decided(Node node, boolean incremental, HighWaterMarks marks) {
    return AlreadyBuilt.decided(
        incremental, column -> marks.greatest(node.relation(), column).sql());
  }

  /** Finds the line of the node's file behind a statement. */
  SqlPlace places(Node node) {
    return (statement, position) -> locate(node, statement, position);
  }

  private String keep(Node node, CompiledModel compiled) {
    last.put(node, compiled);
    String path = compiledPath(node, compiled.sql());
    if (path != null) {
      files.write(path, compiled.sql());
    }
    writeEphemerals(compiled);
    return compiled.sql();
  }

  /** As in dbt, also those that nobody has selected are written with what reads them. */
  private void writeEphemerals(CompiledModel compiled) {
    compiled
        .whole()
        .forEach(
            (ephemeral, sql) -> {
              if (written.add(ephemeral)) {
                files.write(path(ephemeral), sql);
              }
            });
  }

  /** The rows that stand for what the model reads are files of their own, beside the test's. */
  private void writeFixtures(Node test, Map<UnitTestInput, String> fixtures) {
    fixtures.forEach(
        (input, sql) ->
            files.write(
                "compiled/"
                    + input.uniqueId().split("\\.", 3)[1]
                    + "/"
                    + test.originalPath()
                    + "/"
                    + input.name()
                    + ".sql",
                sql));
  }

  /**
   * Where a node's compiled SQL is, below the target path: where dbt puts it. What stands in a
   * properties file with others has a file of its own, in a folder of that file's name.
   */
  static String path(Node node) {
    String path = node.originalPath();
    if (node.type() == ResourceType.OPERATION) {
      return "compiled/" + node.packageName() + "/" + path + "/" + node.path();
    }
    if (node.file().kind() == FileKind.PROPERTIES) {
      // A test's whole name may be longer than a file's may be.
      String name =
          node.detail() instanceof NodeDetail.GenericTest test ? test.shortName() : node.name();
      return "compiled/"
          + node.packageName()
          + "/"
          + path
          + "/"
          + below(node, path)
          + name
          + ".sql";
    }
    String sql = node.file().isMustache() ? path.substring(0, path.lastIndexOf('.')) : path;
    return "compiled/" + node.packageName() + "/" + sql;
  }

  /** As {@link #path}; null for what dbt writes no file of: snapshots, and what gives no text. */
  static @Nullable String compiledPath(Node node, String sql) {
    return node.type() == ResourceType.SNAPSHOT || sql.isEmpty() ? null : path(node);
  }

  /** What dbt thinks the path of a unit test or a snapshot is, which it puts below its file's. */
  private static String below(Node node, String path) {
    if (node.detail() instanceof NodeDetail.Unit) {
      return path.substring(0, path.lastIndexOf('/') + 1);
    }
    return node.type() == ResourceType.SNAPSHOT ? node.file().relativePath() + "/" : "";
  }

  /** Where a batch's compiled SQL is: in a folder of the model's name, as dbt has it. */
  static String path(Node node, Microbatch batch) {
    String whole = path(node);
    String folder = whole.substring(0, whole.lastIndexOf('.'));
    String name = folder.substring(folder.lastIndexOf('/') + 1);
    return folder + "/" + name + "_" + batch.name() + whole.substring(whole.lastIndexOf('.'));
  }

  /** Where that is which was executed, by the path of what was compiled. */
  private static String run(String compiled) {
    return "run" + compiled.substring(compiled.indexOf('/'));
  }

  /**
   * What has been compiled so far, with the ephemeral models that something reads. Those of the run
   * that nothing reads are compiled now, as dbt does; one that asks the database is left out.
   */
  Map<Node, CompiledModel> all() {
    Map<Node, CompiledModel> all = new HashMap<>(last);
    last.values().forEach(compiled -> addEphemerals(compiled, all));
    for (String id : ephemerals.ids()) {
      Node node = project.manifest().nodes().get(id);
      if (node != null && !all.containsKey(node) && !skipped.has(node, project.manifest())) {
        unread(node)
            .ifPresent(
                compiled -> {
                  all.put(node, compiled);
                  addEphemerals(compiled, all);
                });
      }
    }
    return all;
  }

  /** From now on these are not compiled any more for {@link #all}. */
  void skip(BehindFailures behind) {
    skipped = behind;
  }

  private Optional<CompiledModel> unread(Node node) {
    try {
      CompiledModel compiled = project.compiler().compile(node, AlreadyBuilt.NOTHING);
      if (written.add(node)) {
        files.write(path(node), compiled.sql());
      }
      writeEphemerals(compiled);
      return Optional.of(compiled);
    } catch (ProjectException | EphemeralFailedException e) {
      return Optional.empty();
    }
  }

  private void addEphemerals(CompiledModel compiled, Map<Node, CompiledModel> all) {
    compiled
        .whole()
        .forEach(
            (ephemeral, sql) ->
                all.computeIfAbsent(
                    ephemeral, one -> new CompiledModel(sql, readBy(one, compiled), Map.of())));
  }

  /** Those of the ephemeral models in a compiled one that one of them reads itself. */
  private Map<Node, String> readBy(Node ephemeral, CompiledModel compiled) {
    Set<String> reached = new HashSet<>();
    Deque<String> left = new ArrayDeque<>(ephemeral.dependsOn());
    while (!left.isEmpty()) {
      Node read = project.manifest().nodes().get(left.pop());
      if (read != null && read.ephemeral() && reached.add(read.uniqueId())) {
        left.addAll(read.dependsOn());
      }
    }
    Map<Node, String> ctes = new LinkedHashMap<>(compiled.ephemerals());
    ctes.keySet().removeIf(one -> !reached.contains(one.uniqueId()));
    return ctes;
  }

  /** Where that is which has been executed so far, below the target path. */
  Map<Node, String> built() {
    return Map.copyOf(built);
  }

  private @Nullable Place locate(Node node, String statement, int position) {
    if (node.detail() instanceof NodeDetail.GenericTest test) {
      // Its macro's lines are those of somebody else's file; what is wrong is where it is used.
      return test.place();
    }
    if (node.detail() instanceof NodeDetail.Loaded loaded) {
      return condition(loaded.source(), statement, position);
    }
    CompiledModel compiled = compiled(node, statement);
    if (compiled == null) {
      return null;
    }
    // "At end of input" is one character behind the last.
    int before =
        Math.min(Math.max(0, position - 1), statement.codePointCount(0, statement.length()));
    int offset = statement.offsetByCodePoints(0, before);
    for (Map.Entry<Node, String> ephemeral : compiled.ephemerals().entrySet()) {
      // In the text the expression stands between these; a shorter one could be part of another.
      int start = statement.indexOf(" as (\n" + ephemeral.getValue() + "\n)");
      int within = offset - (start + " as (\n".length());
      if (start >= 0 && within >= 0 && within <= ephemeral.getValue().length()) {
        return new LineMap(ephemeral.getKey().file().source(), ephemeral.getValue()).place(within);
      }
    }
    int start = statement.indexOf(compiled.sql());
    int end = start + compiled.sql().length();
    if (start < 0 || offset < start || (offset > end && !onlyCloses(statement, end, offset))) {
      return null;
    }
    int within = Math.min(offset, end) - start;
    return new LineMap(template(node).source(), compiled.sql()).place(within);
  }

  /** Of what a load sends to its source the user has written the condition alone. */
  private static @Nullable Place condition(SourceNode source, String statement, int position) {
    SourceLoad load = source.table().load();
    String condition = load == null ? null : load.where();
    ConfigValue written = load == null ? null : load.written().get("where");
    int start = condition == null ? -1 : statement.indexOf(condition);
    if (condition == null || written == null || start < 0) {
      return null;
    }
    int at = statement.offsetByCodePoints(0, Math.max(0, position - 1));
    return at >= start && at <= start + condition.length() ? written.place() : null;
  }

  /** The file whose template a node's SQL came from: of a unit test, its model's. */
  private SourceFile template(Node node) {
    return node.detail() instanceof NodeDetail.Unit unit
        ? project.manifest().node(unit.test().model()).orElse(node).file()
        : node.file();
  }

  /** A node's SQL; of a microbatch model that of the batch which the statement is about. */
  private @Nullable CompiledModel compiled(Node node, String statement) {
    return batches.getOrDefault(node, Map.of()).values().stream()
        .filter(batch -> statement.contains(batch.sql()))
        .findAny()
        .orElse(last.get(node));
  }

  /** What the model leaves open is only found missing where the statement around it closes. */
  private static boolean onlyCloses(String statement, int from, int to) {
    return statement.substring(from, to).chars().allMatch(c -> c == ')' || c <= ' ');
  }
}
