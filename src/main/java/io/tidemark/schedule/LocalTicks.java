package io.tidemark.schedule;

import com.cronutils.model.time.ExecutionTime;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The ticks of a cron expression on a clock that is never set. Immutable. */
final class LocalTicks {

  private final ExecutionTime times;

  LocalTicks(ExecutionTime times) {
    this.times = times;
  }

  /** The first one after a time; empty if there is none any more. */
  Optional<LocalDateTime> after(LocalDateTime time) {
    LocalDateTime whole = time.truncatedTo(ChronoUnit.SECONDS);
    return times.nextExecution(whole.atZone(ZoneOffset.UTC)).map(found -> found.toLocalDateTime());
  }

  /** The last one before a time. */
  Optional<LocalDateTime> before(LocalDateTime time) {
    LocalDateTime whole = time.truncatedTo(ChronoUnit.SECONDS);
    LocalDateTime above = whole.equals(time) ? whole : whole.plusSeconds(1);
    return times.lastExecution(above.atZone(ZoneOffset.UTC)).map(found -> found.toLocalDateTime());
  }
}
