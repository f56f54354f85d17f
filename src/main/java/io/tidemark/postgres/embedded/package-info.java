/**
 * The embedded server: a real PostgreSQL of the project's own, made, started, found again and
 * stopped.
 */
@NullMarked
package io.tidemark.postgres.embedded;

import org.jspecify.annotations.NullMarked;
