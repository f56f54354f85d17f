/** Finds the packages that a project asks for, fetches them, locks and installs them. */
@NullMarked
package io.tidemark.deps;

import org.jspecify.annotations.NullMarked;
