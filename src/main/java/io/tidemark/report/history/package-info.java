/** What ran, for people and for machines. */
@NullMarked
package io.tidemark.report.history;

import org.jspecify.annotations.NullMarked;
