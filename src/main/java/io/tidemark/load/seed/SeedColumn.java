package io.tidemark.load.seed;

import org.jspecify.annotations.Nullable;

/**
 * A column of a seed.
 *
 * @param name as in the header; dbt's name for it where the header has none or repeats one
 * @param type what its values are
 * @param tooGreat the first of its numbers that no integer column can hold; null if there is none
 */
public record SeedColumn(String name, SeedType type, @Nullable SeedCell tooGreat) {}
