/** Jinja2's filters, tests and globals. */
@NullMarked
package io.tidemark.jinja.filter;

import org.jspecify.annotations.NullMarked;
