package io.tidemark.batch.history;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.batch.core.BatchStatus;

/** Where a run stands. */
public enum RunState {
  /** A process is at it. */
  RUNNING,
  /** Its process is gone and has not said how it ended; the next launch goes on with it. */
  DIED,
  /** All went well. */
  SUCCESS,
  /** Something failed; the next launch goes on with it. */
  FAILED,
  /** It was stopped; the next launch goes on with it. */
  STOPPED,
  /** Tasks of it were cleared or marked by hand; the next launch goes on with it. */
  CLEARED,
  /** Given up by hand. */
  ABANDONED;

  /**
   * By the columns of its last execution.
   *
   * @param alive whether a process holds its lock
   */
  static RunState of(BatchStatus status, String exitCode, boolean alive) {
    return switch (status) {
      case COMPLETED -> SUCCESS;
      case STARTING, STARTED, STOPPING, UNKNOWN -> alive ? RUNNING : DIED;
      case STOPPED -> exitCode.equals("CLEARED") || exitCode.equals("MARKED") ? CLEARED : STOPPED;
      case FAILED -> FAILED;
      case ABANDONED -> ABANDONED;
    };
  }

  /** The statuses of Spring Batch's that may mean it. */
  List<BatchStatus> statuses() {
    return switch (this) {
      case RUNNING, DIED ->
          List.of(
              BatchStatus.STARTING, BatchStatus.STARTED, BatchStatus.STOPPING, BatchStatus.UNKNOWN);
      case SUCCESS -> List.of(BatchStatus.COMPLETED);
      case FAILED -> List.of(BatchStatus.FAILED);
      case STOPPED, CLEARED -> List.of(BatchStatus.STOPPED);
      case ABANDONED -> List.of(BatchStatus.ABANDONED);
    };
  }

  /** Its name on the command line and in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of a name. */
  public static Optional<RunState> named(String word) {
    return Arrays.stream(values()).filter(state -> state.word().equals(word)).findFirst();
  }

  /** All names. */
  public static List<String> words() {
    return Arrays.stream(values()).map(RunState::word).toList();
  }
}
