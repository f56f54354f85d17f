/**
 * What {@code value.name} finds: the methods of Python's own types, and the attributes of host
 * objects.
 */
@NullMarked
package io.tidemark.jinja.method;

import org.jspecify.annotations.NullMarked;
