/** Filters of incremental models that let no row pass. */
@NullMarked
package io.tidemark.load.filter;

import org.jspecify.annotations.NullMarked;
