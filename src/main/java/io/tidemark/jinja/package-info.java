/** A Jinja2 engine without dependencies: lexer, parser, interpreter, values, filters. */
@NullMarked
package io.tidemark.jinja;

import org.jspecify.annotations.NullMarked;
