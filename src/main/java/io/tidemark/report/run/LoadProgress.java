package io.tidemark.report.run;

import io.tidemark.load.increment.Checkpoint;
import io.tidemark.load.increment.Increment;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a node has come. Immutable.
 *
 * @param name the relation's name
 * @param startedAt when the node began
 * @param increment what is loaded; null where nothing has been frozen
 * @param loadingSince when this process began to load it
 * @param rowsBefore how many rows an earlier execution had loaded
 * @param rows how many are loaded now
 */
record LoadProgress(
    String name,
    Instant startedAt,
    @Nullable Increment increment,
    Instant loadingSince,
    long rowsBefore,
    long rows)
    implements NodeProgress {

  /** What is over sooner is not worth a line that would only flicker. */
  private static final Duration WORTH_TELLING = Duration.ofSeconds(1);

  static LoadProgress started(String name, Instant now) {
    return new LoadProgress(name, now, null, now, 0, 0);
  }

  LoadProgress frozen(Increment frozen, Instant now) {
    return new LoadProgress(name, startedAt, frozen, now, 0, 0);
  }

  LoadProgress resumed(Checkpoint checkpoint, Instant now) {
    long loaded = checkpoint.rowsLoaded();
    return new LoadProgress(name, startedAt, checkpoint.increment(), now, loaded, loaded);
  }

  LoadProgress committed(Checkpoint checkpoint) {
    return new LoadProgress(
        name, startedAt, checkpoint.increment(), loadingSince, rowsBefore, checkpoint.rowsLoaded());
  }

  @Override
  public boolean worthTelling(Instant now) {
    boolean chunked = increment != null && increment.chunks() > 1;
    return chunked || longEnough(runningFor(now));
  }

  /** True if it has taken so long that a person begins to wonder. */
  static boolean longEnough(Duration running) {
    return running.compareTo(WORTH_TELLING) >= 0;
  }

  @Override
  public String line(Instant now) {
    String running = Wording.roughly(Duration.between(startedAt, now));
    if (increment == null) {
      return "  %s: running for %s".formatted(name, running);
    }
    String total = Wording.number(increment.rows());
    if (increment.chunks() <= 1) {
      return "  %s: applying %s rows, running for %s".formatted(name, total, running);
    }
    String done =
        "  %s: %s of %s rows (%d %%)".formatted(name, Wording.number(rows), total, percent());
    return done + speed(Duration.between(loadingSince, now));
  }

  private long percent() {
    long all = increment == null ? 0 : increment.rows();
    return all == 0 ? 100 : (long) (100.0 * rows / all);
  }

  private String speed(Duration loading) {
    double seconds = loading.toNanos() / 1e9;
    long loaded = rows - rowsBefore;
    if (increment == null || loaded <= 0 || seconds <= 0) {
      return "";
    }
    double rate = loaded / seconds;
    Duration left = Duration.ofSeconds(Math.round((increment.rows() - rows) / rate));
    return ", %s rows/s, %s left"
        .formatted(Wording.number(Math.round(rate)), Wording.roughly(left));
  }
}
