package io.tidemark.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a materialization did that a project or a package has written.
 *
 * @param message what the server answered to its statement {@code main}
 * @param rows how many rows that was about; -1 where that has no meaning
 * @param fetched the rows that the statement {@code main} has fetched, as texts
 */
public record MaterializationAnswer(
    String message, long rows, List<List<@Nullable String>> fetched) {}
