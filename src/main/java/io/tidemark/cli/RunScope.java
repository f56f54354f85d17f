package io.tidemark.cli;

import io.tidemark.graph.compile.SampleWindow;
import io.tidemark.graph.select.IndirectSelection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What else decides which nodes are taken and what they read.
 *
 * @param selector {@code --selector}; null for none
 * @param indirect {@code --indirect-selection}
 * @param state the directory of {@code --state}, absolute; null for none
 * @param defer {@code --defer}
 * @param deferState the directory of {@code --defer-state}, absolute; null for that of {@code
 *     --state}
 * @param favorState {@code --favor-state}
 * @param empty {@code --empty}
 * @param sample {@code --sample}; null for all rows
 */
record RunScope(
    @Nullable String selector,
    IndirectSelection indirect,
    @Nullable Path state,
    boolean defer,
    @Nullable Path deferState,
    boolean favorState,
    boolean empty,
    @Nullable SampleWindow sample) {

  /** Nothing is asked for. */
  static final RunScope NONE =
      new RunScope(null, IndirectSelection.EAGER, null, false, null, false, false, null);

  /** Nothing but a selector, if there is one. */
  static RunScope of(@Nullable String selector) {
    return new RunScope(selector, IndirectSelection.EAGER, null, false, null, false, false, null);
  }

  /** What a command's options say; {@code rows} is null where it has none. */
  static RunScope of(ProjectCommand command, @Nullable String selector, @Nullable RowOptions rows) {
    StateOptions state = command.options().state;
    Instant now = command.surroundings().clock().instant();
    return new RunScope(
        selector,
        Objects.requireNonNullElse(state.indirectSelection, IndirectSelection.EAGER),
        directory(command, state.state),
        state.defer,
        directory(command, state.deferState),
        state.favorState,
        rows != null && rows.empty,
        rows == null || rows.sample == null ? null : SampleOption.parse(rows.sample, now));
  }

  /** As in dbt from the project's directory; from the current one where it is only there. */
  private static @Nullable Path directory(ProjectCommand command, @Nullable Path written) {
    if (written == null) {
      return null;
    }
    Path here = command.surroundings().directory().resolve(written);
    Path ofProject = command.projectDirectory().resolve(written);
    return Files.isDirectory(ofProject) || !Files.isDirectory(here) ? ofProject : here;
  }

  /** As the job repository keeps it. */
  Map<String, String> kept() {
    Map<String, String> kept = new LinkedHashMap<>();
    if (selector != null) {
      kept.put("selector", selector);
    }
    kept.put("indirect_selection", indirect.name().toLowerCase(Locale.ROOT));
    if (state != null) {
      kept.put("state", state.toString());
    }
    if (deferState != null) {
      kept.put("defer_state", deferState.toString());
    }
    kept.put("defer", Boolean.toString(defer));
    kept.put("favor_state", Boolean.toString(favorState));
    kept.put("empty", Boolean.toString(empty));
    if (sample != null) {
      kept.put("sample_start", sample.start().toString());
      kept.put("sample_end", sample.end().toString());
    }
    return kept;
  }

  /** From what the job repository has kept. */
  static RunScope of(Map<String, String> kept) {
    String sampleStart = kept.get("sample_start");
    return new RunScope(
        kept.get("selector"),
        IndirectSelection.valueOf(
            kept.getOrDefault("indirect_selection", "eager").toUpperCase(Locale.ROOT)),
        path(kept.get("state")),
        Boolean.parseBoolean(kept.get("defer")),
        path(kept.get("defer_state")),
        Boolean.parseBoolean(kept.get("favor_state")),
        Boolean.parseBoolean(kept.get("empty")),
        sampleStart == null
            ? null
            : new SampleWindow(
                Instant.parse(sampleStart),
                Instant.parse(Objects.requireNonNull(kept.get("sample_end")))));
  }

  private static @Nullable Path path(@Nullable String text) {
    return text == null ? null : Path.of(text);
  }
}
