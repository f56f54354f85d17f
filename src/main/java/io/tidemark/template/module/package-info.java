/** Python's modules as templates know them: {@code modules.datetime}, pytz, re and itertools. */
@NullMarked
package io.tidemark.template.module;

import org.jspecify.annotations.NullMarked;
