/** What went wrong, in the four parts that a person needs. */
@NullMarked
package io.tidemark.report.failure;

import org.jspecify.annotations.NullMarked;
