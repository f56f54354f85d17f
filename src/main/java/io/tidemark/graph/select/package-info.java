/**
 * dbt's node selection: what {@code --select} and {@code --exclude} say, and which nodes they mean.
 *
 * <p>A {@link io.tidemark.graph.select.Selection} is a union of terms; a term is an intersection of
 * criteria; a criterion asks one {@link io.tidemark.graph.select.NodeMatcher} and widens the answer
 * along the graph.
 */
@NullMarked
package io.tidemark.graph.select;

import org.jspecify.annotations.NullMarked;
