/** What a transfer speaks of: what is asked for, how it is done, how far it has come. */
@NullMarked
package io.tidemark.transfer.plan;

import org.jspecify.annotations.NullMarked;
