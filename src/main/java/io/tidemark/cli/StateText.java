package io.tidemark.cli;

import io.tidemark.graph.Node;
import io.tidemark.load.book.FreezingProcess;
import io.tidemark.load.book.RelationState;
import io.tidemark.project.problem.GroupedNumber;
import io.tidemark.report.table.TextTable;
import io.tidemark.transfer.book.PendingTransfer;
import io.tidemark.transfer.plan.TransferProgress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code tidemark state} for people: a table, and below it what needs somebody's attention. */
final class StateText {

  private final String program;
  private final Map<String, Long> runNumbers;

  /**
   * A text writer.
   *
   * @param program what the program was called as
   * @param runNumbers the runs that have left a load, by their invocations
   */
  StateText(String program, Map<String, Long> runNumbers) {
    this.program = program;
    this.runNumbers = runNumbers;
  }

  String of(List<BookedRelation> relations) {
    if (relations.isEmpty()) {
      return "Nothing has been loaded yet.";
    }
    List<List<@Nullable String>> rows = new ArrayList<>();
    List<String> below = new ArrayList<>();
    for (BookedRelation booked : relations) {
      RelationState state = booked.state();
      List<@Nullable String> row = new ArrayList<>();
      row.add(booked.display());
      row.add(time(state.lastSuccess()));
      row.add(state.lastRows() == null ? null : number(state.lastRows()));
      row.add(
          state.marks().stream()
              .map(mark -> mark.column() + " " + mark.value())
              .collect(Collectors.joining(", ")));
      PendingTransfer transfer = booked.transfer();
      row.add(transfer == null ? loaded(state.pending()) : loaded(transfer));
      rows.add(row);
      below.addAll(attention(booked));
    }
    String table =
        TextTable.render(
            List.of("relation", "last success", "rows", "high-water mark", "unfinished load"),
            List.of(false, false, true, false, false),
            rows);
    return below.isEmpty() ? table : table + "\n\n" + String.join("\n", below);
  }

  private static String loaded(RelationState.@Nullable Pending pending) {
    return pending == null
        ? ""
        : "%s of %s rows (%d %%)"
            .formatted(number(pending.rowsLoaded()), number(pending.rows()), pending.percent());
  }

  /** How far a load from another database has come. */
  static String loaded(PendingTransfer transfer) {
    TransferProgress progress = transfer.progress();
    return progress.estimatedRows() <= progress.rows()
        ? number(progress.rows()) + " rows"
        : "%s of about %s rows (%d %%)"
            .formatted(
                number(progress.rows()), number(progress.estimatedRows()), progress.percent());
  }

  private List<String> attention(BookedRelation booked) {
    List<String> lines = new ArrayList<>();
    RelationState.Pending pending = booked.state().pending();
    PendingTransfer transfer = booked.transfer();
    if (transfer != null) {
      lines.add(booked.display() + ": " + left(transfer));
      lines.add("  " + next(booked, transfer.running()));
    }
    if (pending != null) {
      lines.add(booked.display() + ": " + left(pending));
      lines.add("  " + next(booked, pending.running()));
    } else if (transfer == null && !booked.owned()) {
      lines.add(booked.display() + ": " + booked.whose());
    }
    RelationState.Blocked blocked = booked.state().blocked();
    if (blocked != null) {
      lines.add(booked.display() + ": " + said(blocked));
      Node node = booked.node();
      // Where the model is gone, nothing builds it; without a name, everything would be built anew.
      if (booked.owner() == BookedRelation.Owner.MODEL && node != null) {
        lines.add(
            "  Write coalesce() around it, or build it anew: "
                + program
                + " run --full-refresh --select "
                + node.name());
      }
    }
    return lines;
  }

  private String left(PendingTransfer transfer) {
    return "%s chunks; begun %s, last chunk %s, by run %s%s"
        .formatted(
            number(transfer.progress().chunks()),
            time(transfer.begunAt()),
            time(transfer.movedAt()),
            run(transfer.invocationId()),
            who(transfer.process()));
  }

  private static String who(@Nullable FreezingProcess process) {
    return process == null
        ? ""
        : " (%s on %s, process %d)"
            .formatted(
                process.osUser(),
                Objects.requireNonNullElse(process.host(), "an unknown host"),
                process.processId());
  }

  private String left(RelationState.Pending pending) {
    return "%s of %s chunks; frozen %s, last chunk %s, by run %s%s"
        .formatted(
            number(pending.chunksLoaded()),
            number(pending.chunks()),
            time(pending.frozenAt()),
            time(pending.movedAt()),
            run(pending.invocationId()),
            who(pending.process()));
  }

  /** {@code 12 (0d4f…)}: both are what {@code restart} takes. */
  private String run(String invocationId) {
    Long number = runNumbers.get(invocationId);
    return number == null ? invocationId : number + " (" + invocationId + ")";
  }

  private String next(BookedRelation booked, boolean running) {
    if (running) {
      return "It is being loaded at this moment.";
    }
    Node node = booked.node();
    if (booked.active() && node != null) {
      return "The next run of the %s finishes it: %s run --select %s"
          .formatted(node.type().shownName(), program, node.selector());
    }
    return sentence(booked.whose())
        + " It stays until it is asked to go: "
        + program
        + " clean-state "
        + booked.display();
  }

  /** {@code no row passes its filter since …}. */
  static String said(RelationState.Blocked blocked) {
    return "[WARNING]: since %s no row passes its filter: %s is NULL%s"
        .formatted(
            time(blocked.since()),
            blocked.columns().stream()
                .map(column -> "max(" + column + ")")
                .collect(Collectors.joining(", ")),
            blocked.tableEmpty() ? ", as the table is empty" : "");
  }

  /** {@code 3,450,000}. */
  static String number(long number) {
    return GroupedNumber.of(number);
  }

  private static String sentence(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
  }

  private static String time(@Nullable Instant instant) {
    return instant == null ? "" : instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
