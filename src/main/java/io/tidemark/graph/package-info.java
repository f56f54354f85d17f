/**
 * What a project consists of, and how its parts hang together: nodes, sources, declarations, and
 * the DAG that orders them.
 *
 * <p>A manifest is made in {@link io.tidemark.graph.read}, narrowed in {@link
 * io.tidemark.graph.select}, and its templates become SQL in {@link io.tidemark.graph.compile}.
 */
@NullMarked
package io.tidemark.graph;

import org.jspecify.annotations.NullMarked;
