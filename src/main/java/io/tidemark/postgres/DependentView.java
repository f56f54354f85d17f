package io.tidemark.postgres;

/**
 * A view that reads a relation.
 *
 * @param relation the view
 * @param definition its query, every name in it qualified
 * @param options what stood in {@code WITH (…)}, as SQL; empty if nothing
 */
public record DependentView(Relation relation, String definition, String options) {}
