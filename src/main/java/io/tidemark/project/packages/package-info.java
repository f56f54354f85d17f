/** Which packages a project asks for: {@code packages.yml}, and what versions mean. */
@NullMarked
package io.tidemark.project.packages;

import org.jspecify.annotations.NullMarked;
