/**
 * The run of a job file: its tasks as steps, their tries, the conditions under which they begin.
 */
@NullMarked
package io.tidemark.job;

import org.jspecify.annotations.NullMarked;
