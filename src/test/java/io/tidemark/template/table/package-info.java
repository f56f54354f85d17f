@NullMarked
package io.tidemark.template.table;

import org.jspecify.annotations.NullMarked;
