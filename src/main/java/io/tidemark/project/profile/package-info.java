/** {@code profiles.yml}: where it is looked for, its profiles, and their typed outputs. */
@NullMarked
package io.tidemark.project.profile;

import org.jspecify.annotations.NullMarked;
