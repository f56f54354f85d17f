/** What an increment knows of its keys: whether they repeat, how they are indexed and divided. */
@NullMarked
package io.tidemark.load.key;

import org.jspecify.annotations.NullMarked;
