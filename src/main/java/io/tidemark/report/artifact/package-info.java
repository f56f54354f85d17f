/** dbt's artifacts: {@code run_results.json} and {@code manifest.json}. */
@NullMarked
package io.tidemark.report.artifact;

import org.jspecify.annotations.NullMarked;
