/** What a template can do wrong, with the place where it does. Depends on nothing. */
@NullMarked
package io.tidemark.jinja.error;

import org.jspecify.annotations.NullMarked;
