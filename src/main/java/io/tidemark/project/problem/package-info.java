/**
 * What is wrong with the user's input, where, and what to do: the error form of every package
 * above.
 */
@NullMarked
package io.tidemark.project.problem;

import org.jspecify.annotations.NullMarked;
