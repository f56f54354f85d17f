/** The command line: one small class a command, exit codes, errors as a person reads them. */
@NullMarked
package io.tidemark.cli;

import org.jspecify.annotations.NullMarked;
