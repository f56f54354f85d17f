/** A relation that was built aside takes the place of the one that readers use. */
@NullMarked
package io.tidemark.load.swap;

import org.jspecify.annotations.NullMarked;
