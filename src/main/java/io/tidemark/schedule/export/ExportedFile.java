package io.tidemark.schedule.export;

/**
 * A file for a scheduler.
 *
 * @param name without a folder
 * @param text all of it, with a line break at its end
 */
public record ExportedFile(String name, String text) {}
