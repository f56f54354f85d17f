package io.tidemark.batch.history;

import io.tidemark.batch.JobRepositories;
import io.tidemark.batch.KeptArguments;
import io.tidemark.batch.StepState;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;

/**
 * Reads what ran from the job repository alone, whichever machine wrote it. Spring Batch keeps
 * times without a zone, in that of the machine that ran; they are taken to be in this one's.
 */
public final class RunHistory {

  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  private final Session session;
  private final Statements statements;
  private final Identifier schema;

  /** Reads the repository in {@code schema}. */
  public RunHistory(Session session, Statements statements, Identifier schema) {
    this.session = session;
    this.statements = statements;
    this.schema = schema;
  }

  /** The runs that are asked for, the one that was launched last first. */
  public List<RunRow> runs(RunFilter filter) {
    if (!new JobRepositories(statements, schema).isThere(session)) {
      return List.of();
    }
    boolean many = filter.limit() > 0;
    String[] statuses =
        filter.states().stream()
            .flatMap(state -> state.statuses().stream())
            .map(Enum::name)
            .distinct()
            .toArray(String[]::new);
    Object statusesOrNull = statuses.length == 0 ? null : statuses;
    boolean stopped = filter.states().contains(RunState.STOPPED);
    boolean cleared = filter.states().contains(RunState.CLEARED);
    String[] amended = {"CLEARED", "MARKED"};
    boolean others =
        filter.states().stream().anyMatch(s -> s != RunState.STOPPED && s != RunState.CLEARED);
    Object only = cleared && !stopped && !others ? amended : null;
    Object not = stopped && !cleared && !others ? amended : null;
    String date = filter.logicalDate() == null ? null : filter.logicalDate().toString();
    List<Found> found =
        session.query(
            statements.render(
                "history/runs",
                Map.of("schema", schema, "limit", many ? filter.limit() : Integer.MAX_VALUE)),
            RunHistory::found,
            filter.site(),
            filter.site(),
            filter.site(),
            filter.jobName(),
            filter.jobName(),
            date,
            date,
            statusesOrNull,
            statusesOrNull,
            only,
            only,
            not,
            not);
    return complete(found).stream()
        .filter(run -> filter.states().isEmpty() || filter.states().contains(run.state()))
        .toList();
  }

  /**
   * A run by the number of any of its launches, or by an invocation's id.
   *
   * @return empty if the repository has none
   */
  public Optional<RunRow> run(String id) {
    if (!new JobRepositories(statements, schema).isThere(session)) {
      return Optional.empty();
    }
    Optional<Long> execution =
        NUMBER.matcher(id).matches()
            ? Optional.of(Long.valueOf(id))
            : session
                .query(
                    statements.render("history/execution_of_invocation", Map.of("schema", schema)),
                    row -> Optional.ofNullable(row.getObject(1, Long.class)),
                    id)
                .get(0);
    return execution.flatMap(
        number ->
            complete(
                    session.query(
                        statements.render("history/run_of_execution", Map.of("schema", schema)),
                        RunHistory::found,
                        number))
                .stream()
                .findFirst());
  }

  /** The steps of a run, in the order in which they were first begun. */
  public List<StepRow> steps(RunRow run) {
    StepReader steps = new StepReader();
    session.query(
        statements.render("history/steps", Map.of("schema", schema)),
        row -> {
          steps.add(row);
          return true;
        },
        run.instanceId());
    return steps.rows();
  }

  /** What was told while a run's launches went on, in its order; empty if nothing of it was kept. */
  public List<LogLine> log(RunRow run) {
    if (!new JobRepositories(statements, schema).hasLog(session)) {
      return List.of();
    }
    return session.query(
        statements.render("history/log", Map.of("schema", schema)),
        row ->
            new LogLine(
                row.getLong(1),
                row.getTimestamp(2).toInstant(),
                row.getString(3),
                row.getString(4),
                row.getString(5)),
        run.instanceId());
  }

  /** The last execution of an instance. */
  private record Found(
      long executionId,
      long instanceId,
      String jobName,
      BatchStatus status,
      String exitCode,
      String message) {}

  private static Found found(ResultSet row) throws SQLException {
    return new Found(
        row.getLong(1),
        row.getLong(2),
        row.getString(3),
        status(row.getString(4)),
        text(row.getString(5)),
        ExitMessage.of(row.getString(6)));
  }

  static BatchStatus status(@Nullable String kept) {
    return kept == null ? BatchStatus.UNKNOWN : BatchStatus.valueOf(kept);
  }

  static String text(@Nullable String kept) {
    return kept == null ? "" : kept;
  }

  static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }

  private List<RunRow> complete(List<Found> found) {
    if (found.isEmpty()) {
      return List.of();
    }
    Long[] executions = found.stream().map(Found::executionId).toArray(Long[]::new);
    Long[] instances = found.stream().map(Found::instanceId).toArray(Long[]::new);
    Map<Long, Map<String, String>> parameters = new HashMap<>();
    Map<Long, SortedMap<String, String>> identifying = new HashMap<>();
    parameters(executions, parameters, identifying);
    Map<Long, Map<StepState, Long>> counts = counts(instances);
    Map<Long, Boolean> alive = new HashMap<>();
    RunLocks locks = new RunLocks(session, statements);
    for (Found one : found) {
      SortedMap<String, String> own = identifying.getOrDefault(one.executionId, new TreeMap<>());
      boolean open =
          Stream.of(BatchStatus.COMPLETED, BatchStatus.FAILED, BatchStatus.STOPPED)
              .noneMatch(one.status::equals);
      alive.put(one.instanceId, open && locks.isHeld(one.jobName, own));
    }
    Map<Long, List<Launched>> launches = launches(instances, alive);
    List<RunRow> runs = new ArrayList<>();
    for (Found one : found) {
      Map<String, String> all = parameters.getOrDefault(one.executionId, Map.of());
      Map<String, String> plain = new LinkedHashMap<>(all);
      plain.keySet().removeIf(name -> name.startsWith(KeptArguments.NAME));
      runs.add(
          new RunRow(
              one.instanceId,
              one.jobName,
              plain,
              identifying.getOrDefault(one.executionId, new TreeMap<>()),
              KeptArguments.read(all),
              launches.getOrDefault(one.instanceId, List.of()),
              counts.getOrDefault(one.instanceId, Map.of()),
              one.message));
    }
    return runs;
  }

  private void parameters(
      Long[] executions,
      Map<Long, Map<String, String>> parameters,
      Map<Long, SortedMap<String, String>> identifying) {
    session.query(
        statements.render("history/parameters", Map.of("schema", schema)),
        row -> {
          String name = row.getString(2);
          String value = text(row.getString(3));
          parameters.computeIfAbsent(row.getLong(1), id -> new HashMap<>()).put(name, value);
          if ("Y".equals(row.getString(4))) {
            identifying.computeIfAbsent(row.getLong(1), id -> new TreeMap<>()).put(name, value);
          }
          return true;
        },
        (Object) executions);
  }

  private Map<Long, Map<StepState, Long>> counts(Long[] instances) {
    Map<Long, Map<StepState, Long>> counts = new HashMap<>();
    session.query(
        statements.render("history/counts", Map.of("schema", schema)),
        row -> {
          StepState word = StepState.of(text(row.getString(2)), text(row.getString(3)));
          counts
              .computeIfAbsent(row.getLong(1), id -> new EnumMap<>(StepState.class))
              .merge(word, row.getLong(4), Long::sum);
          return true;
        },
        (Object) instances);
    return counts;
  }

  private Map<Long, List<Launched>> launches(Long[] instances, Map<Long, Boolean> alive) {
    Map<Long, List<Launched>> launches = new HashMap<>();
    session.query(
        statements.render("history/launches", Map.of("schema", schema)),
        row -> {
          RunState state =
              RunState.of(
                  status(row.getString(3)),
                  text(row.getString(4)),
                  alive.getOrDefault(row.getLong(1), false));
          Instant end = instant(row.getTimestamp(6));
          if (end == null && state != RunState.RUNNING) {
            end = instant(row.getTimestamp(7));
          }
          launches
              .computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
              .add(new Launched(row.getLong(2), state, row.getTimestamp(5).toInstant(), end));
          return true;
        },
        (Object) instances);
    return launches;
  }
}
