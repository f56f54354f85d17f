/** Unit tests: the rows that stand in for a model's inputs, and how its own are compared. */
@NullMarked
package io.tidemark.materialization.unit;

import org.jspecify.annotations.NullMarked;
