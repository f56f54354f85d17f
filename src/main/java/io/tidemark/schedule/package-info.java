/**
 * What a file in {@code jobs/} says: its tasks, how they depend on each other, and the data
 * intervals of its schedule. Nothing here runs anything, and nothing here asks a database.
 */
@NullMarked
package io.tidemark.schedule;

import org.jspecify.annotations.NullMarked;
