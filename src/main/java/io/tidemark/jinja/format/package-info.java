/**
 * Python's ways to format: the format specification ({@code {:,.2f}}), {@code str.format} and the
 * {@code %} operator.
 */
@NullMarked
package io.tidemark.jinja.format;

import org.jspecify.annotations.NullMarked;
