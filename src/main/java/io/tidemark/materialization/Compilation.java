package io.tidemark.materialization;

import io.tidemark.graph.Microbatch;
import io.tidemark.graph.UnitTestInput;
import io.tidemark.graph.compile.NodeMacros;
import io.tidemark.graph.compile.UnitTestCompiler;
import io.tidemark.load.book.HighWaterMarks;
import io.tidemark.postgres.SqlComment;
import io.tidemark.postgres.StatementLog;
import io.tidemark.template.TemplateDatabase;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A node's template, ready to be rendered as often as the materialization needs. */
public interface Compilation {

  /**
   * The node's SQL.
   *
   * @param incremental what {@code is_incremental()} says
   * @param marks where the template's questions for a high-water mark go; asked only if {@code
   *     incremental}
   * @throws io.tidemark.project.problem.ProjectException if the template fails
   */
  String sql(boolean incremental, HighWaterMarks marks);

  /**
   * The node's SQL as it is built from nothing, to look at: it is not what the node is told to have
   * run.
   */
  String whole();

  /** The SQL of a hook, rendered in the node's context. */
  String hook(String template);

  /**
   * Calls a macro in the node's context.
   *
   * @return its text, without white space around
   * @throws io.tidemark.project.problem.ProjectException if there is none or it fails
   */
  String macro(String name, @Nullable Object... arguments);

  /** What renders the model of a unit test; only unit tests are asked. */
  default UnitTestCompiler unitTest() {
    throw new IllegalStateException("no unit test");
  }

  /**
   * The SQL of the model of a unit test; only unit tests are asked.
   *
   * @param fixtures the SQL of each input's rows
   * @throws io.tidemark.project.problem.ProjectException if the template fails
   */
  default String unitTestSql(Map<UnitTestInput, String> fixtures) {
    throw new IllegalStateException("no unit test");
  }

  /**
   * The same for one batch of a microbatch model: what it reads is filtered by event time.
   *
   * @param database where the templates of the batch ask
   */
  Compilation of(Microbatch batch, TemplateDatabase database);

  /** The macros, called in the node's context. */
  NodeMacros macros();

  /**
   * The materialization that the project or a package has written for the node, if one has.
   *
   * @param ours the names of dbt's
   */
  default Optional<WrittenMaterialization> written(Set<String> ours) {
    return Optional.empty();
  }

  /**
   * What goes with each statement that is run for the node.
   *
   * @throws io.tidemark.project.problem.ProjectException if its template fails
   */
  default SqlComment comment() {
    return SqlComment.NONE;
  }

  /** Keeps what was executed for the node, for people to read. */
  default void executed(StatementLog statements) {}

  /** What was rendered has been done; no failure will ever be told at a line of it. */
  default void forget() {}
}
