package io.tidemark.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.load.book.FreezingProcess;
import io.tidemark.load.book.RelationState;
import io.tidemark.transfer.book.PendingTransfer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code tidemark state --output json}. The names of its fields are documented, and stay. */
final class StateJson {

  private StateJson() {}

  static String of(
      List<BookedRelation> relations, StateOfBatches batches, Map<String, Long> runNumbers) {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (BookedRelation booked : relations) {
      RelationState state = booked.state();
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      object.put("schema", state.schema());
      object.put("name", state.name());
      object.put("unique_id", state.node());
      object.put("owner", booked.owner().word());
      object.put("in_project", booked.owned());
      object.put("last_success", text(state.lastSuccess()));
      object.put("last_rows", state.lastRows());
      Map<String, @Nullable Object> marks = new LinkedHashMap<>();
      state.marks().forEach(mark -> marks.put(mark.column(), mark.value()));
      object.put("high_water_marks", marks);
      PendingTransfer transfer = booked.transfer();
      object.put(
          "unfinished_load",
          transfer == null ? pending(state.pending(), runNumbers) : pending(transfer, runNumbers));
      object.put("unfinished_batches", batches.object(state.schema(), state.name()));
      object.put("blocked_filter", blocked(state.blocked()));
      all.add(object);
    }
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values are JSON", e);
    }
  }

  private static @Nullable Map<String, @Nullable Object> pending(
      RelationState.@Nullable Pending pending, Map<String, Long> runNumbers) {
    if (pending == null) {
      return null;
    }
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("rows", pending.rows());
    object.put("rows_loaded", pending.rowsLoaded());
    object.put("percent", pending.percent());
    object.put("chunks", pending.chunks());
    object.put("chunks_loaded", pending.chunksLoaded());
    object.put("frozen_at", pending.frozenAt().toString());
    object.put("last_chunk_at", pending.movedAt().toString());
    object.put("invocation_id", pending.invocationId());
    object.put("run", runNumbers.get(pending.invocationId()));
    FreezingProcess process = pending.process();
    object.put("host", process == null ? null : process.host());
    object.put("process_id", process == null ? null : process.processId());
    object.put("os_user", process == null ? null : process.osUser());
    object.put("running", pending.running());
    return object;
  }

  /**
   * The fields of a model's load, and the bytes; the whole is what the source's planner believes.
   */
  private static Map<String, @Nullable Object> pending(
      PendingTransfer transfer, Map<String, Long> runNumbers) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("rows", transfer.progress().estimatedRows());
    object.put("rows_loaded", transfer.progress().rows());
    object.put("bytes_loaded", transfer.progress().bytes());
    object.put("percent", transfer.progress().percent());
    object.put("chunks", null);
    object.put("chunks_loaded", transfer.progress().chunks());
    object.put("frozen_at", transfer.begunAt().toString());
    object.put("last_chunk_at", transfer.movedAt().toString());
    object.put("invocation_id", transfer.invocationId());
    object.put("run", runNumbers.get(transfer.invocationId()));
    object.put("host", transfer.process().host());
    object.put("process_id", transfer.process().processId());
    object.put("os_user", transfer.process().osUser());
    object.put("running", transfer.running());
    return object;
  }

  private static @Nullable Map<String, Object> blocked(RelationState.@Nullable Blocked blocked) {
    if (blocked == null) {
      return null;
    }
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("columns", blocked.columns());
    object.put("table_empty", blocked.tableEmpty());
    object.put("since", blocked.since().toString());
    object.put("invocation_id", blocked.invocationId());
    return object;
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
