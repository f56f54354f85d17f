package io.tidemark.project.properties;

import io.tidemark.project.problem.Place;

/**
 * The other database that a source is in.
 *
 * @param name the output of the profile
 * @param place where that is written
 */
public record SourceConnection(String name, Place place) {}
