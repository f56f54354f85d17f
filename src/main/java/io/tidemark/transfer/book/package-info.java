/** How far transfers have come and what they have done: tables in the target database. */
@NullMarked
package io.tidemark.transfer.book;

import org.jspecify.annotations.NullMarked;
