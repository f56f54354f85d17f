package io.tidemark.schedule;

import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlSequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a task does: exactly one of the keys that say it, and the keys that belong to it. */
final class WorkReader {

  private static final Duration POKE_INTERVAL = Duration.ofSeconds(60);
  private static final Duration TIMEOUT = Duration.ofDays(7);

  /** What a task can do, with the keys that belong to each. */
  private static final Map<String, List<String>> KINDS =
      Map.of(
          "select", List.of("exclude", "full_refresh"),
          "sql", List.of(),
          "command", List.of("env", "skip_on_exit_code"),
          "freshness", List.of(),
          "test", List.of(),
          "wait_for", List.of(),
          "job", List.of("params"));

  /** The same in the order in which they are told. */
  static final List<String> KEYS =
      List.of("select", "sql", "command", "freshness", "test", "wait_for", "job");

  private WorkReader() {}

  /** All keys that say what a task does. */
  static List<String> allKeys() {
    List<String> keys = new ArrayList<>(KEYS);
    KEYS.forEach(kind -> keys.addAll(KINDS.getOrDefault(kind, List.of())));
    return keys;
  }

  /** What the task does, or null if that is wrong. */
  static @Nullable TaskWork read(String task, JobFields fields) {
    List<String> said = KEYS.stream().filter(key -> fields.plain().get(key) != null).toList();
    if (said.size() != 1) {
      fields
          .problems()
          .add(
              Problem.of(
                      said.isEmpty()
                          ? "The task \"%s\" does not say what it does".formatted(task)
                          : "The task \"%s\" does %d things: %s"
                              .formatted(task, said.size(), String.join(", ", said)))
                  .at(fields.mapping().place())
                  .found("Allowed: one of %s.".formatted(String.join(", ", KEYS)))
                  .next(said.isEmpty() ? null : "Make a task of each."));
      return null;
    }
    String kind = said.get(0);
    rejectKeysOfOthers(kind, fields);
    Place place = fields.placeOf(kind);
    return switch (kind) {
      case "select" ->
          new TaskWork.Select(
              fields.plain().texts("select"),
              fields.plain().texts("exclude"),
              fields.bool("full_refresh", false));
      case "sql" -> sql(fields, place);
      case "command" -> command(fields, place);
      case "freshness" -> new TaskWork.Freshness(fields.plain().texts("freshness"));
      case "test" -> new TaskWork.Test(fields.plain().texts("test"));
      case "wait_for" -> waitFor(fields, place);
      default -> new TaskWork.RunJob(fields.plain().text("job", ""), fields.texts("params"), place);
    };
  }

  private static void rejectKeysOfOthers(String kind, JobFields fields) {
    List<String> own = KINDS.getOrDefault(kind, List.of());
    KINDS.forEach(
        (other, keys) ->
            keys.stream()
                .filter(key -> !own.contains(key) && fields.mapping().has(key))
                .forEach(
                    key ->
                        fields
                            .problems()
                            .add(
                                Problem.of(
                                        "\"%s\" belongs to a task that says \"%s\""
                                            .formatted(key, other))
                                    .at(fields.mapping().placeOf(key))
                                    .found("This one says \"%s\".".formatted(kind)))));
  }

  private static TaskWork sql(JobFields fields, Place place) {
    YamlNode node = fields.plain().get("sql");
    if (!(node instanceof YamlMapping mapping)) {
      return new TaskWork.Sql(fields.plain().text("sql"), null, place);
    }
    JobFields inner = new JobFields(mapping, fields.problems());
    inner.plain().rejectUnknown(List.of("file"));
    String file = inner.plain().text("file");
    if (file == null) {
      inner.plain().missing("\"sql\" does not say its file", "Write {file: sql/refresh.sql}.");
    }
    return new TaskWork.Sql(null, file, place);
  }

  private static TaskWork command(JobFields fields, Place place) {
    boolean list = fields.plain().get("command") instanceof YamlSequence;
    List<String> words = fields.plain().texts("command");
    if (words.isEmpty() || words.get(0).isBlank()) {
      fields.problems().add(Problem.of("\"command\" is empty").at(place));
    }
    return new TaskWork.Command(
        words,
        !list,
        fields.texts("env"),
        fields.plain().integer("skip_on_exit_code", 1, 255),
        place);
  }

  private static @Nullable TaskWork waitFor(JobFields fields, Place place) {
    YamlNode node = fields.plain().get("wait_for");
    if (!(node instanceof YamlMapping mapping)) {
      return Optional.ofNullable(fields.plain().text("wait_for"))
          .map(sql -> new TaskWork.WaitFor(sql, POKE_INTERVAL, TIMEOUT, false, place))
          .orElse(null);
    }
    JobFields inner = new JobFields(mapping, fields.problems());
    inner.plain().rejectUnknown(List.of("sql", "poke_interval", "timeout", "soft_fail"));
    String sql = inner.plain().text("sql");
    if (sql == null) {
      inner.plain().missing("\"wait_for\" does not say for what", "Write {sql: \"select …\"}.");
      return null;
    }
    return new TaskWork.WaitFor(
        sql,
        inner.duration("poke_interval", POKE_INTERVAL),
        inner.duration("timeout", TIMEOUT),
        inner.bool("soft_fail", false),
        inner.placeOf("sql"));
  }
}
