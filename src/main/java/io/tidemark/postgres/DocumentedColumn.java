package io.tidemark.postgres;

import org.jspecify.annotations.Nullable;

/**
 * A column with what the database says about it and its relation.
 *
 * @param schema the relation's schema
 * @param table the relation's name
 * @param kind {@code BASE TABLE}, {@code VIEW} or {@code MATERIALIZED VIEW}
 * @param tableComment null where there is none
 * @param owner who owns the relation
 * @param name the column's name
 * @param index its place, from 1
 * @param type its type, as PostgreSQL writes it
 * @param comment null where there is none
 */
public record DocumentedColumn(
    String schema,
    String table,
    String kind,
    @Nullable String tableComment,
    String owner,
    String name,
    int index,
    String type,
    @Nullable String comment) {}
