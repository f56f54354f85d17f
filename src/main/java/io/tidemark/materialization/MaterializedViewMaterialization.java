package io.tidemark.materialization;

import io.tidemark.graph.compile.NodeMacros;
import io.tidemark.load.Load;
import io.tidemark.load.book.RelationLock;
import io.tidemark.load.swap.Swap;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.RelationKind;
import io.tidemark.postgres.StatementAnswer;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.template.relation.RelationValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code materialized: materialized_view}: made once, refreshed afterwards. As in dbt-postgres a
 * change of its query is not seen; {@code --full-refresh} makes it anew. What becomes of changed
 * indexes is configured by {@code on_configuration_change}.
 */
final class MaterializedViewMaterialization implements Materialization {

  private static final String SETTING = "on_configuration_change";
  private static final List<String> ALLOWED = List.of("apply", "continue", "fail");

  private static final RelationKind KIND = RelationKind.MATERIALIZED_VIEW;

  @Override
  public Materialized materialize(Work work) {
    String sql = work.compilation().sql(false, work.marks());
    try (RelationLock lock =
        RelationLock.take(work.session(), work.statements(), work.target(), work.listener())) {
      return new NodeHooks(work).around(() -> materialize(work, sql));
    }
  }

  private static Materialized materialize(Work work, String sql) {
    Ddl ddl = new Ddl(work, sql);
    Optional<RelationKind> there = work.catalog().kind(work.target());
    boolean anew = new IncrementalSettings(work.node().config()).fullRefresh(work.fullRefresh());
    boolean kept = there.equals(Optional.of(KIND)) && !anew;
    Materialized made = kept ? refresh(work, ddl.macros()) : create(work, ddl.macros(), sql, there);
    Grants grants = new Grants(work);
    if (kept) {
      grants.onKept(KIND);
    } else {
      grants.onNew(KIND);
    }
    new Documentation(work).write(KIND);
    return made;
  }

  private static Materialized create(
      Work work, NodeMacros macros, String sql, Optional<RelationKind> there) {
    Relation aside = Swap.aside(work.target());
    new Load(work.session(), work.statements(), work.schema(), work.listener(), work.idle())
        .discardPending(work.target());
    Swap swap = new Swap(work.session(), work.statements(), work.listener());
    swap.dropIfThere(aside);
    Materialized made =
        executed(
            work, macros.text("get_create_materialized_view_as_sql", Ddl.value(aside, KIND), sql));
    swap.replace(work.target(), aside, KIND);
    // dbt tells what its last statement did: it drops what was renamed, which a materialized view
    // can't be.
    return there
        .filter(kind -> kind != KIND)
        .map(kind -> new Materialized("DROP " + kind.sql().toUpperCase(Locale.ROOT), -1))
        .orElse(made);
  }

  /** What is configured and what is there may differ. */
  private static Materialized refresh(Work work, NodeMacros macros) {
    RelationValue target = Ddl.value(work.target(), KIND);
    @Nullable Object changes =
        macros.call("get_materialized_view_configuration_changes", target, configuration(work));
    if (changes == null) {
      return executed(work, macros.text("refresh_materialized_view", target));
    }
    String wanted = onConfigurationChange(work);
    if (wanted.equals("fail")) {
      throw new ProjectException(
          Problem.of(changed(work, "fail"))
              .at(work.node().file().start())
              .found("Its indexes are not what is configured.")
              .next("Set on_configuration_change: apply, or run with --full-refresh."));
    }
    if (wanted.equals("continue")) {
      work.listener()
          .warning(
              changed(work, "continue")
                  + ": its indexes are not what is configured, and nothing was done, not even a"
                  + " refresh");
      return new Materialized("skip " + work.target().sql(), -1);
    }
    RelationValue none = target;
    return executed(
        work,
        macros.text("get_alter_materialized_view_as_sql", target, changes, "", target, none, none));
  }

  private static Materialized executed(Work work, String sql) {
    StatementAnswer answer = work.session().executed(sql);
    return new Materialized(answer.message(), answer.changed());
  }

  /** In dbt's words, which people search for. */
  private static String changed(Work work, String setting) {
    return "Configuration changes were identified and `on_configuration_change` was set to `%s`"
            .formatted(setting)
        + " for `%s`".formatted(work.target().sql());
  }

  private static Map<String, Object> configuration(Work work) {
    Object indexes = work.node().config().get("indexes");
    return Map.of("indexes", indexes == null ? List.of() : indexes);
  }

  private static String onConfigurationChange(Work work) {
    return work.node().config().string(SETTING, "apply");
  }

  /**
   * Checks what is configured.
   *
   * @throws ProjectException if there is no such behaviour
   */
  static void check(NodeConfig config) {
    if (!ALLOWED.contains(config.string(SETTING, "apply"))) {
      throw new ProjectException(config.notAllowed(SETTING, ALLOWED));
    }
  }
}
