package io.tidemark.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.graph.compile.SampleWindow;
import io.tidemark.graph.select.IndirectSelection;
import io.tidemark.materialization.EventTimes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The flags of an earlier run as its {@code run_results.json} has them, by dbt's names. */
final class RetriedArguments {

  private final EarlierResults earlier;
  private final Path root;

  /**
   * Flags.
   *
   * @param root the project's directory, to which paths may be relative
   */
  RetriedArguments(EarlierResults earlier, Path root) {
    this.earlier = earlier;
    this.root = root;
  }

  /**
   * What the run was asked to do.
   *
   * @param kind which command it was
   * @param warningsFail what is asked for now: as in dbt that is not taken over
   */
  RunArguments of(RunKind kind, boolean warningsFail) {
    return new RunArguments(
        kind,
        new NodeKinds(kind.types(), truth("store_failures"), warningsFail),
        list("select"),
        list("exclude"),
        vars(),
        truth("full_refresh"),
        truth("fail_fast"),
        args().path("threads").canConvertToInt() ? args().path("threads").intValue() : null,
        eventTimes(),
        new RunScope(
            text("selector"),
            indirect(),
            path("state"),
            truth("defer"),
            path("defer_state"),
            truth("favor_state"),
            truth("empty"),
            sample()));
  }

  /** Its variables as {@code --vars} takes them; null for none. */
  @Nullable String vars() {
    JsonNode vars = args().path("vars");
    return vars.isObject() && !vars.isEmpty() ? vars.toString() : null;
  }

  /** A directory that a flag names; null for none. */
  @Nullable Path path(String flag) {
    String written = text(flag);
    return written == null ? null : root.resolve(written);
  }

  boolean truth(String flag) {
    return args().path(flag).asBoolean(false);
  }

  @Nullable String text(String flag) {
    JsonNode value = args().path(flag);
    return value.isTextual() ? value.asText() : null;
  }

  List<String> list(String flag) {
    List<String> items = new ArrayList<>();
    args().path(flag).forEach(item -> items.add(item.asText()));
    return items;
  }

  private JsonNode args() {
    return earlier.args();
  }

  private IndirectSelection indirect() {
    String written = text("indirect_selection");
    return written == null
        ? IndirectSelection.EAGER
        : IndirectSelection.valueOf(written.toUpperCase(Locale.ROOT));
  }

  /** As in dbt the batches are those that the first run had planned. */
  private EventTimes eventTimes() {
    EventTimeOptions options = new EventTimeOptions();
    options.start = time("event_time_start");
    options.end = time("event_time_end");
    return options.checked(earlier.startedAt());
  }

  /** dbt and we write a moment in UTC, which the option takes to be that. */
  private @Nullable String time(String flag) {
    String written = text(flag);
    return written == null ? null : written.replaceFirst("(Z|\\+00:00)$", "");
  }

  private @Nullable SampleWindow sample() {
    String written = text("sample");
    Instant began = earlier.startedAt();
    return written == null ? null : SampleOption.parse(written, began);
  }
}
