package io.tidemark.template;

import io.tidemark.project.problem.Place;
import org.jspecify.annotations.Nullable;

/**
 * A {@code function()} in a template: the name of a function of the database.
 *
 * @param packageName the package that was named, or null
 * @param name the function
 * @param place where the call is, or null where that is not known
 */
public record FunctionCall(@Nullable String packageName, String name, @Nullable Place place) {}
