/** The rules of the semantic layer: what dbt refuses of metrics, saved queries and the like. */
@NullMarked
package io.tidemark.graph.semantic;

import org.jspecify.annotations.NullMarked;
