/** What is told while a run goes on, and at its end. */
@NullMarked
package io.tidemark.report.run;

import org.jspecify.annotations.NullMarked;
