package io.tidemark.materialization;

import io.tidemark.graph.Node;
import io.tidemark.graph.compile.NodeMacros;
import io.tidemark.load.book.RelationLock;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.template.Macro;
import io.tidemark.template.relation.RelationValue;
import java.util.List;
import java.util.Map;

/**
 * A function of the database, made or replaced by dbt's macro {@code scalar_function_sql} or by
 * what a project has put in its place. The functions that dbt knows and PostgreSQL has not
 * (aggregates of one SELECT, tables, Python) are made only by a macro of the project.
 */
final class FunctionMaterialization implements Materialization {

  private static final String MADE_HERE = "scalar_function_sql";
  private static final List<String> TYPES = List.of("scalar", "aggregate", "table");
  private static final List<String> VOLATILITIES =
      List.of("deterministic", "stable", "non-deterministic");

  @Override
  public Materialized materialize(Work work) {
    String body = work.compilation().sql(false, work.marks());
    try (RelationLock lock =
        RelationLock.take(work.session(), work.statements(), work.target(), work.listener())) {
      new NodeHooks(work)
          .around(
              () -> {
                make(work, body);
                return body;
              });
    }
    return new Materialized("CREATE FUNCTION", -1);
  }

  private static void make(Work work, String body) {
    NodeMacros macros = work.compilation().macros().compiled(body);
    refuseWhatNobodyMakes(work.node(), macros);
    RelationValue target =
        RelationValue.of(
            work.target().database(), work.target().schema(), work.target().name(), "function");
    work.session().execute(macros.text(called(work.node(), macros), target));
    NodeConfig config = work.node().config();
    if (!config.mapping("grants").isEmpty()) {
      macros.call("apply_grants", target, config.mapping("grants"), false);
    }
    Map<?, ?> documented = config.mapping("persist_docs");
    if (!documented.isEmpty()) {
      macros.call("persist_docs", target, macros.model(work.compilation()::hook));
    }
  }

  /** A project may have it under dbt's name, or as the variant that is dispatched to. */
  private static String called(Node node, NodeMacros macros) {
    String name = macro(node);
    return name.equals(MADE_HERE) ? name : macros.replacing(name).map(Macro::name).orElse(name);
  }

  /** dbt's name of what writes the statement. */
  private static String macro(Node node) {
    return node.config().string("type", "scalar")
        + "_function_"
        + (node.file().isPython() ? "python" : "sql");
  }

  /**
   * Checks what is configured. Whether somebody can make it is asked only when it is to be made: a
   * package may hold functions for other databases.
   *
   * @throws ProjectException if dbt knows no such function
   */
  static void check(Node node) {
    NodeConfig config = node.config();
    if (!TYPES.contains(config.string("type", "scalar"))) {
      throw new ProjectException(config.notAllowed("type", TYPES));
    }
    if (config.string("volatility") != null
        && !VOLATILITIES.contains(config.string("volatility"))) {
      throw new ProjectException(config.notAllowed("volatility", VOLATILITIES));
    }
  }

  private static void refuseWhatNobodyMakes(Node node, NodeMacros macros) {
    String macro = macro(node);
    if (!macro.equals(MADE_HERE) && macros.replacing(macro).isEmpty()) {
      throw new ProjectException(
          Problem.of(
                  node.file().isPython()
                      ? "Functions in Python can't be made on PostgreSQL"
                      : "Functions of the type %s can't be made on PostgreSQL"
                          .formatted(node.config().string("type")))
              .at(node.file().start())
              .found("There is no macro postgres__" + macro + ".")
              .next("Write a scalar function in SQL, or a macro of that name."));
    }
  }
}
