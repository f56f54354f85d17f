/**
 * From a node's template to the SQL that is run: {@link io.tidemark.graph.compile.Compiler} renders
 * it with what the manifest and the database know at that moment.
 */
@NullMarked
package io.tidemark.graph.compile;

import org.jspecify.annotations.NullMarked;
