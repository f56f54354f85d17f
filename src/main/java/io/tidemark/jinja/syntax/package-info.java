/** Reads a template: source to tokens to tree, in one pass and linear time. */
@NullMarked
package io.tidemark.jinja.syntax;

import org.jspecify.annotations.NullMarked;
