/** What is told of a manifest as a whole before anything of it runs. */
@NullMarked
package io.tidemark.graph.check;

import org.jspecify.annotations.NullMarked;
