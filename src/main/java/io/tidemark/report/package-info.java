/** What a run tells: progress lines and dbt's artifacts. */
@NullMarked
package io.tidemark.report;

import org.jspecify.annotations.NullMarked;
