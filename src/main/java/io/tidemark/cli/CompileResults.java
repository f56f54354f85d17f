package io.tidemark.cli;

import io.tidemark.batch.NodeResult;
import io.tidemark.batch.RunResult;
import io.tidemark.batch.RunStatus;
import io.tidemark.graph.Node;
import io.tidemark.postgres.StatementException;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.report.artifact.RunResultsInput;
import io.tidemark.report.failure.SqlPlace;
import io.tidemark.template.InvocationFlags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles nodes without running them; as in dbt, what was compiled counts as a run. */
final class CompileResults {

  private final ProjectCommand command;
  private final CompiledSql compiled;
  private final Instant start;
  private final List<NodeResult> results = new ArrayList<>();

  /**
   * Nothing is compiled yet.
   *
   * @param start when the command began
   */
  CompileResults(ProjectCommand command, CompiledSql compiled, Instant start) {
    this.command = command;
    this.compiled = compiled;
    this.start = start;
  }

  /**
   * A node's SQL.
   *
   * @param listed whether it has a result
   */
  String compile(Node node, AskedDatabase database, boolean listed) {
    Instant began = now();
    String sql = sql(node, database);
    if (listed) {
      add(node, sql, began);
    }
    return sql;
  }

  /** The server knows nothing of nodes: where a query of a template fails, the file is told. */
  private String sql(Node node, AskedDatabase database) {
    try {
      return compiled.compile(node, database);
    } catch (StatementException e) {
      List<Problem> told =
          command.failures().problems(e, SqlPlace.NONE).stream()
              .map(problem -> problem.at(node.file().start()))
              .toList();
      throw new ProjectException(told);
    }
  }

  /** A seed has nothing to compile, but as in dbt a result. */
  void seed(Node seed) {
    add(seed, null, now());
  }

  private void add(Node node, @Nullable String sql, Instant began) {
    Instant now = now();
    String thread = Thread.currentThread().getName();
    results.add(
        new NodeResult(node, RunStatus.SUCCESS, "", -1, began, now, now, thread, sql, null, null));
  }

  /** Writes the artifacts: {@code run_results.json} and {@code manifest.json}. */
  void write(LoadedProject project, OutputFiles files) {
    if (command.options().writeJson) {
      RunResultsInput input =
          new RunResultsInput(
              command.facts(start),
              new RunResult(0, start, now(), results, List.of(), false),
              InvocationFlags.arguments(project.invocation().flags()),
              command.failures(),
              compiled::places);
      files.write(input);
    }
    ManifestFile.write(project, files, command.facts(start), compiled);
  }

  private Instant now() {
    return command.surroundings().clock().instant();
  }
}
