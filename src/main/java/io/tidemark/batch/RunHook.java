package io.tidemark.batch;

/**
 * A hook of the whole run: {@code on-run-start} or {@code on-run-end}.
 *
 * @param uniqueId {@code operation.shop.shop-on-run-start-0}
 * @param when {@code on-run-start} or {@code on-run-end}
 * @param index its place among those, from 0
 * @param sql its template
 */
public record RunHook(String uniqueId, String when, int index, String sql) {}
