/** PostgreSQL: connections, relations, the catalog, identifiers. */
@NullMarked
package io.tidemark.postgres;

import org.jspecify.annotations.NullMarked;
