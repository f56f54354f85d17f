/** Rows as people and machines read them. */
@NullMarked
package io.tidemark.report.table;

import org.jspecify.annotations.NullMarked;
