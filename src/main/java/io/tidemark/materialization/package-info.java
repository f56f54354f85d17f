/** One class a materialization: how a model's SQL becomes a relation. */
@NullMarked
package io.tidemark.materialization;

import org.jspecify.annotations.NullMarked;
