package io.tidemark.graph;

import io.tidemark.postgres.Relation;
import org.jspecify.annotations.Nullable;

/**
 * What stands in for one thing that a model reads, in a unit test of it.
 *
 * @param uniqueId whose place it takes
 * @param name that one's name
 * @param cte the name of the common table expression that is read in its place
 * @param relation where its columns and their types are to be found
 * @param ephemeralSql the SQL of an ephemeral model, which is no relation; null for all others
 * @param rows the rows
 */
public record UnitTestInput(
    String uniqueId,
    String name,
    String cte,
    Relation relation,
    @Nullable String ephemeralSql,
    UnitTestRows rows) {}
