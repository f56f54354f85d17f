/** Proves what {@code ./tidemark} does before there is a JVM. */
@NullMarked
package io.tidemark.launcher;

import org.jspecify.annotations.NullMarked;
