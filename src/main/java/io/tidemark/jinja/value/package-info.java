/**
 * The values of a template and what they mean: Python's types, their text, truth, equality, order
 * and iteration; and the interfaces through which a host offers objects to templates. Nothing else
 * of the JVM can be reached from a template.
 */
@NullMarked
package io.tidemark.jinja.value;

import org.jspecify.annotations.NullMarked;
