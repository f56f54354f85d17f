package io.tidemark.job;

import io.tidemark.batch.RunTarget;
import io.tidemark.batch.StopSignal;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One go at a task's work.
 *
 * @param number which try it is, from 1
 * @param took how long that try has been at work; a sensor has many goes in one try
 * @param names what templates know besides: the task and its try
 * @param target its statements are cancelled with the try
 * @param cancelled given once the try has to end: a stop, or its execution_timeout
 * @param output hears each line that the work prints
 */
public record TaskTry(
    int number,
    Duration took,
    Map<String, @Nullable Object> names,
    RunTarget target,
    StopSignal cancelled,
    Consumer<String> output) {}
