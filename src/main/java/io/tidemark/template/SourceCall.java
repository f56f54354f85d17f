package io.tidemark.template;

import io.tidemark.project.problem.Place;
import org.jspecify.annotations.Nullable;

/**
 * A {@code source()} in a template.
 *
 * @param source the source's name
 * @param table the table's name in it
 * @param place where the call is, or null where that is not known
 */
public record SourceCall(String source, String table, @Nullable Place place) {}
