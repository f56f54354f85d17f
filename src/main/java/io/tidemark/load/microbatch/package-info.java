/** The plan of a microbatch model, batch by batch, and how they ended. */
@NullMarked
package io.tidemark.load.microbatch;

import org.jspecify.annotations.NullMarked;
