package io.tidemark.load.seed;

/**
 * A field of a seed's file.
 *
 * @param line where its row begins, from 1
 * @param text what it holds
 */
public record SeedCell(long line, String text) {}
