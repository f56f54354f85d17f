package io.tidemark.graph;

import java.util.Map;

/**
 * One of a saved query's exports: where its rows would be kept.
 *
 * @param name as it is written
 * @param exportAs {@code table} or {@code view}
 * @param database what {@code generate_database_name} says
 * @param schema as it is written, else what {@code generate_schema_name} says
 * @param alias as it is written, else what {@code generate_alias_name} says
 * @param written its {@code config}, as it stands in the file
 */
public record Export(
    String name,
    String exportAs,
    String database,
    String schema,
    String alias,
    Map<?, ?> written) {}
