/** What the user wrote, read and checked: immutable records with file and line. */
@NullMarked
package io.tidemark.project;

import org.jspecify.annotations.NullMarked;
