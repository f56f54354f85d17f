package io.tidemark.schedule;

import io.tidemark.project.problem.Place;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a job.
 *
 * @param value what it is where {@code --param} says nothing else; null if that has to say it
 * @param identifying whether runs of one interval with other values are other runs
 */
public record Param(
    String name,
    @Nullable Object value,
    boolean required,
    boolean identifying,
    String description,
    Place place) {}
