package io.tidemark.template;

import io.tidemark.project.problem.Place;
import org.jspecify.annotations.Nullable;

/**
 * A {@code ref()} in a template.
 *
 * @param packageName the package that was named, or null
 * @param name the model, seed or snapshot
 * @param version the version that was asked for, or null
 * @param place where the call is, or null where that is not known
 */
public record RefCall(
    @Nullable String packageName, String name, @Nullable String version, @Nullable Place place) {}
