package io.tidemark.cli;

import io.tidemark.graph.Microbatch;
import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.graph.UnitTestInput;
import io.tidemark.graph.compile.AlreadyBuilt;
import io.tidemark.graph.compile.AskedTable;
import io.tidemark.graph.compile.CompiledModel;
import io.tidemark.graph.compile.Compiler;
import io.tidemark.graph.compile.EphemeralFailedException;
import io.tidemark.graph.compile.UnitTestCompiler;
import io.tidemark.load.book.HighWaterMarks;
import io.tidemark.materialization.Compilation;
import io.tidemark.materialization.MaterializationLanguage;
import io.tidemark.materialization.WrittenMaterialization;
import io.tidemark.postgres.SqlComment;
import io.tidemark.postgres.StatementLog;
import io.tidemark.postgres.Statements;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.report.failure.SqlPlace;
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
    return new NodeCompilation(node, null, compiler, asked, ephemerals) {
      @Override
      String keep(CompiledModel compiled) {
        return CompiledSql.this.keep(node, compiled);
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
        return super.unitTest();
      }

      @Override
      public String unitTestSql(Map<UnitTestInput, String> fixtures) {
        fixtures.forEach((input, sql) -> files.write(CompiledPaths.fixture(node, input), sql));
        return keep(ephemerals.blamed(() -> unitTest().compile(fixtures)));
      }

      @Override
      public Optional<WrittenMaterialization> written(Set<String> ours) {
        return compiler
            .written(node, ours)
            .map(
                macro -> {
                  MaterializationLanguage.check(node, macro);
                  return (sql, session) ->
                      compiler.on(session).materialize(macro, node, sql, asked);
                });
      }

      @Override
      public SqlComment comment() {
        return project.comments().of(node);
      }

      @Override
      public void executed(StatementLog statements) {
        String path = CompiledPaths.executed(CompiledPaths.of(node));
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
    return new NodeCompilation(node, batch, compiler, asked(node, database), ephemerals) {
      @Override
      String keep(CompiledModel compiled) {
        ofNode.put(batch, compiled);
        files.write(CompiledPaths.of(node, batch), compiled.sql());
        writeEphemerals(compiled);
        return compiled.sql();
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
        files.write(CompiledPaths.executed(CompiledPaths.of(node, batch)), statements.text());
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

  /** Finds the line of the node's file behind a statement. */
  SqlPlace places(Node node) {
    StatementPlaces places = new StatementPlaces(project.manifest());
    return (statement, position) ->
        places.locate(node, compiled(node, statement), statement, position);
  }

  private String keep(Node node, CompiledModel compiled) {
    last.put(node, compiled);
    String path = CompiledPaths.written(node, compiled.sql());
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
                files.write(CompiledPaths.of(ephemeral), sql);
              }
            });
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
        files.write(CompiledPaths.of(node), compiled.sql());
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

  /** A node's SQL; of a microbatch model that of the batch which the statement is about. */
  private @Nullable CompiledModel compiled(Node node, String statement) {
    return batches.getOrDefault(node, Map.of()).values().stream()
        .filter(batch -> statement.contains(batch.sql()))
        .findAny()
        .orElse(last.get(node));
  }
}
