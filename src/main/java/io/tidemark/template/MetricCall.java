package io.tidemark.template;

import io.tidemark.project.problem.Place;
import org.jspecify.annotations.Nullable;

/**
 * A {@code metric()} in a template.
 *
 * @param packageName the package that was named, or null
 * @param name the metric
 * @param place where the call is, or null where that is not known
 */
public record MetricCall(@Nullable String packageName, String name, @Nullable Place place) {}
