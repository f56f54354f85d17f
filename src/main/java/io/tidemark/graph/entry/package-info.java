/** Nodes as mappings, in the form of dbt's manifest: for artifacts, and for templates. */
@NullMarked
package io.tidemark.graph.entry;

import org.jspecify.annotations.NullMarked;
