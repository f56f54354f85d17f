/**
 * What is kept in the target about loads: checkpoints, marks, history, and the lock on a relation.
 */
@NullMarked
package io.tidemark.load.book;

import org.jspecify.annotations.NullMarked;
