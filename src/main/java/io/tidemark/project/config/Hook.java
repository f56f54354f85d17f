package io.tidemark.project.config;

import io.tidemark.project.problem.Place;
import org.jspecify.annotations.Nullable;

/**
 * SQL that runs before or after a node.
 *
 * @param sql a template, not yet rendered
 * @param transaction whether it runs inside the node's transaction
 * @param place where it was written, or null
 */
public record Hook(String sql, boolean transaction, @Nullable Place place) {}
