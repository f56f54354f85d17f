/** The DAG of nodes and the selector grammar. */
@NullMarked
package io.tidemark.graph;

import org.jspecify.annotations.NullMarked;
