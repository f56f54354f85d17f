/**
 * From the files of a project and its packages to a {@link io.tidemark.graph.Manifest}: everything
 * is read once, linked, and held against the rules that concern several nodes.
 *
 * <p>{@link io.tidemark.graph.read.ManifestBuilder} is the way in.
 */
@NullMarked
package io.tidemark.graph.read;

import org.jspecify.annotations.NullMarked;
