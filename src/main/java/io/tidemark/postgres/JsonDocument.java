package io.tidemark.postgres;

/**
 * A value of the type json or jsonb.
 *
 * @param text as the server gives it
 */
public record JsonDocument(String text) {}
