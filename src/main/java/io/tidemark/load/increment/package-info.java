/** What a load speaks of: the frozen increment, its parts and chunks, and what was asked for. */
@NullMarked
package io.tidemark.load.increment;

import org.jspecify.annotations.NullMarked;
