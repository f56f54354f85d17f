/** SQL text from a model: the Jinja dialect, the Mustache dialect and dbt's context. */
@NullMarked
package io.tidemark.template;

import org.jspecify.annotations.NullMarked;
