/** Reads the job repository's own tables: what ran, how it went, and what of it can go. */
@NullMarked
package io.tidemark.batch.history;

import org.jspecify.annotations.NullMarked;
