package io.tidemark.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.graph.Node;
import io.tidemark.load.Bookkeeping;
import io.tidemark.load.LoadStates;
import io.tidemark.load.Microbatches;
import io.tidemark.load.RelationState;
import io.tidemark.postgres.Session;
import io.tidemark.report.console.Console;
import io.tidemark.report.table.TextTable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidemark state}. */
@Command(
    name = "state",
    header = "Tell of every loaded table: last success, rows, high-water marks, unfinished loads.",
    description = {
      "",
      "An unfinished load is completed by the next run of its model, or by tidemark restart. One whose"
          + " model is gone stays until the model is back.",
      ""
    })
final class StateCommand extends ProjectCommand {

  @Option(names = "--output", paramLabel = "FORM", description = "text (default) or json.")
  Form output = Form.text;

  /** How the state is printed. */
  enum Form {
    /** As a table. */
    text,
    /** As an array of objects. */
    json
  }

  @Override
  int run(Console console) {
    LoadedProject project = load(console);
    Set<String> known =
        project.manifest().nodes().values().stream()
            .map(Node::relation)
            .map(relation -> relation.schema() + "." + relation.name())
            .collect(Collectors.toSet());
    try (TargetConnection connection = connect(project, console);
        Session session = connection.target().session()) {
      var statements = connection.target().statements();
      var schema = connection.target().schema();
      new Bookkeeping(statements, schema).ensure(session);
      List<RelationState> states = new LoadStates(session, statements, schema).all();
      StateOfBatches batches =
          new StateOfBatches(new Microbatches(statements, schema).unfinished(session));
      console.print(
          output == Form.json
              ? json(states, known, batches)
              : text(states, known) + batches.text());
    }
    return ExitCode.OK;
  }

  private static String text(List<RelationState> states, Set<String> known) {
    if (states.isEmpty()) {
      return "Nothing has been loaded yet.";
    }
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (RelationState state : states) {
      List<@Nullable String> row = new ArrayList<>();
      row.add(state.schema() + "." + state.name());
      row.add(time(state.lastSuccess()));
      row.add(state.lastRows() == null ? null : state.lastRows().toString());
      row.add(
          state.marks().stream()
              .map(mark -> mark.column() + " " + mark.value())
              .collect(Collectors.joining(", ")));
      row.add(pending(state, known));
      row.add(state.pending() == null ? "" : time(state.pending().frozenAt()));
      rows.add(row);
    }
    return TextTable.render(
        List.of("relation", "last success", "rows", "high-water mark", "unfinished load", "frozen"),
        List.of(false, false, true, false, false, false),
        rows);
  }

  private static String pending(RelationState state, Set<String> known) {
    RelationState.Pending pending = state.pending();
    if (pending == null) {
      return "";
    }
    String how = "%,d of %,d rows".formatted(pending.rowsLoaded(), pending.rows());
    boolean orphan = !known.contains(state.schema() + "." + state.name());
    return orphan ? how + "; its model is gone" : how;
  }

  private static String json(
      List<RelationState> states, Set<String> known, StateOfBatches batches) {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (RelationState state : states) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      object.put("schema", state.schema());
      object.put("name", state.name());
      object.put("unique_id", state.node());
      object.put("in_project", known.contains(state.schema() + "." + state.name()));
      object.put("last_success", text(state.lastSuccess()));
      object.put("last_rows", state.lastRows());
      Map<String, @Nullable Object> marks = new LinkedHashMap<>();
      state.marks().forEach(mark -> marks.put(mark.column(), mark.value()));
      object.put("high_water_marks", marks);
      object.put("unfinished_load", pending(state.pending()));
      object.put("unfinished_batches", batches.object(state.schema(), state.name()));
      all.add(object);
    }
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values are JSON", e);
    }
  }

  private static @Nullable Map<String, Object> pending(RelationState.@Nullable Pending pending) {
    if (pending == null) {
      return null;
    }
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("rows", pending.rows());
    object.put("rows_loaded", pending.rowsLoaded());
    object.put("frozen_at", pending.frozenAt().toString());
    object.put("last_chunk_at", pending.movedAt().toString());
    object.put("invocation_id", pending.invocationId());
    return object;
  }

  private static String time(@Nullable Instant instant) {
    return instant == null ? "" : instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
