/** Proofs that the engine answers as Jinja2 does, and of what it offers to its host. */
@NullMarked
package io.tidemark.jinja;

import org.jspecify.annotations.NullMarked;
