package io.tidemark.job;

import io.tidemark.batch.RunTarget;
import io.tidemark.batch.StopSignal;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One go at a task's work.
 *
 * @param number which try it is, from 1
 * @param beganAt when that try began; a sensor has many goes in one try
 * @param clock the time
 * @param names what templates know besides: the task and its try
 * @param target its statements are cancelled with the try
 * @param cancelled given once the try has to end: a stop, or its execution_timeout
 * @param output hears each line that the work prints
 */
public record TaskTry(
    int number,
    Instant beganAt,
    Clock clock,
    Map<String, @Nullable Object> names,
    RunTarget target,
    StopSignal cancelled,
    Consumer<String> output) {

  /** The time. */
  Instant now() {
    return clock.instant();
  }
}
