/** Where lines go: the terminal, as text or JSON, with a live area below it, and the log file. */
@NullMarked
package io.tidemark.report.console;

import org.jspecify.annotations.NullMarked;
