package io.tidemark.batch;

import io.tidemark.postgres.SqlComment;
import io.tidemark.template.TemplateDatabase;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * A hook of the whole run: {@code on-run-start} or {@code on-run-end}.
 *
 * @param uniqueId {@code operation.shop.shop-on-run-start-0}
 * @param phase when it runs
 * @param index its place among those of its phase, from 0
 * @param sql renders it, when it is its turn, knowing what has ended by then
 * @param comment gives what goes with its statements
 */
public record RunHook(
    String uniqueId,
    Phase phase,
    int index,
    BiFunction<TemplateDatabase, RunSoFar, String> sql,
    Supplier<SqlComment> comment) {

  /** One whose statements have no comment. */
  public RunHook(
      String uniqueId, Phase phase, int index, BiFunction<TemplateDatabase, RunSoFar, String> sql) {
    this(uniqueId, phase, index, sql, () -> SqlComment.NONE);
  }

  /** {@code shop.on-run-start.0}, as dbt says it. */
  public String shownName() {
    String[] parts = uniqueId.split("\\.", -1);
    String packageName = parts.length > 1 ? parts[1] : uniqueId;
    return packageName + "." + phase.dbtName() + "." + index;
  }

  /** When a hook runs. */
  public enum Phase {
    /** Before every node. */
    START("on-run-start"),
    /** After every node, however they ended. */
    END("on-run-end"),
    /** Around no run: a macro that is called by its name. */
    CALLED("run-operation");

    private final String dbtName;

    Phase(String dbtName) {
      this.dbtName = dbtName;
    }

    /** The key in {@code dbt_project.yml}, or the command. */
    public String dbtName() {
      return dbtName;
    }
  }
}
