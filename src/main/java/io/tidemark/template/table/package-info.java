/** Rows of a query as templates see them: the tables of Python's agate, which dbt gives them. */
@NullMarked
package io.tidemark.template.table;

import org.jspecify.annotations.NullMarked;
