package io.tidemark.postgres;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as PostgreSQL writes them.
 *
 * @param columns their names
 * @param numeric for each whether it holds numbers
 * @param rows each value as text, null for NULL
 */
public record RowSet(
    List<String> columns, List<Boolean> numeric, List<List<@Nullable String>> rows) {}
