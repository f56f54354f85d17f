package io.tidemark.project;

import io.tidemark.project.problem.Place;

/**
 * SQL of {@code on-run-start} or {@code on-run-end}: a template, not yet rendered.
 *
 * @param sql as it was written
 * @param place where
 */
public record RunHook(String sql, Place place) {}
