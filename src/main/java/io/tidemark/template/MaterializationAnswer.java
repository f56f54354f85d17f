package io.tidemark.template;

/**
 * What a materialization did that a project or a package has written.
 *
 * @param message what the server answered to its statement {@code main}
 * @param rows how many rows that was about; -1 where that has no meaning
 */
public record MaterializationAnswer(String message, long rows) {}
