package io.tidemark.report.run;

import io.tidemark.transfer.plan.TransferProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * How far the load of a source has come, by what the source's planner believes that there is.
 *
 * @param name the copy's name
 * @param startedAt when the node began
 * @param since when this process began to load it
 * @param before how far it had come then
 * @param at how far it is now
 */
record SourceProgress(
    String name, Instant startedAt, Instant since, TransferProgress before, TransferProgress at)
    implements NodeProgress {

  private static final double MEGABYTE = 1e6;

  static SourceProgress begun(NodeProgress node, TransferProgress before, Instant now) {
    return new SourceProgress(node.name(), node.startedAt(), now, before, before);
  }

  SourceProgress committed(TransferProgress now) {
    return new SourceProgress(name, startedAt, since, before, now);
  }

  @Override
  public boolean worthTelling(Instant now) {
    return at.chunks() > 1 || LoadProgress.longEnough(runningFor(now));
  }

  @Override
  public String line(Instant now) {
    String rows = Wording.number(at.rows());
    String done =
        at.estimatedRows() <= at.rows()
            ? "%s rows".formatted(rows)
            : "%s of about %s rows (%d %%)"
                .formatted(rows, Wording.number(at.estimatedRows()), at.percent());
    return "  %s: %s%s".formatted(name, done, speed(Duration.between(since, now)));
  }

  private String speed(Duration loading) {
    double seconds = loading.toNanos() / 1e9;
    long rows = at.rows() - before.rows();
    if (rows <= 0 || seconds <= 0) {
      return "";
    }
    double rate = rows / seconds;
    double megabytes = (at.bytes() - before.bytes()) / seconds / MEGABYTE;
    String speed =
        String.format(
            Locale.ROOT, ", %s rows/s, %.1f MB/s", Wording.number(Math.round(rate)), megabytes);
    long left = at.estimatedRows() - at.rows();
    return left <= 0
        ? speed
        : speed
            + ", %s left".formatted(Wording.roughly(Duration.ofSeconds(Math.round(left / rate))));
  }
}
