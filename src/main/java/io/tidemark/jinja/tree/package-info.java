/**
 * The immutable syntax tree; each node knows how to run itself in a frame. Parsed once, shared
 * between threads.
 */
@NullMarked
package io.tidemark.jinja.tree;

import org.jspecify.annotations.NullMarked;
