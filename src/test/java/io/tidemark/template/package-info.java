@NullMarked
package io.tidemark.template;

import org.jspecify.annotations.NullMarked;
