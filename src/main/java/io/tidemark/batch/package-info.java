/** The Spring Batch job that runs a DAG: steps, job repository, restart, locks. */
@NullMarked
package io.tidemark.batch;

import org.jspecify.annotations.NullMarked;
