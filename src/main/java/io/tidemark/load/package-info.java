/** Freeze, load, seal: increments applied in committed chunks, each with its checkpoint. */
@NullMarked
package io.tidemark.load;

import org.jspecify.annotations.NullMarked;
