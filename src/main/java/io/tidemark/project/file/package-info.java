/** The files of a project, found and read once, in an order that never changes. */
@NullMarked
package io.tidemark.project.file;

import org.jspecify.annotations.NullMarked;
