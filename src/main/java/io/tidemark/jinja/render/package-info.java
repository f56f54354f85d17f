/** The state of one render: its scopes, output, limits and stack. One thread uses a render. */
@NullMarked
package io.tidemark.jinja.render;

import org.jspecify.annotations.NullMarked;
