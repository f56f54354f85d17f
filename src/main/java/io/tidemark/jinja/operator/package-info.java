/** Python's operators on values: arithmetic, concatenation, subscripts and slices. */
@NullMarked
package io.tidemark.jinja.operator;

import org.jspecify.annotations.NullMarked;
