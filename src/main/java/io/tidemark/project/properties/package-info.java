/**
 * Properties files ({@code schema.yml}): models, sources, seeds, macros and what else they
 * describe.
 */
@NullMarked
package io.tidemark.project.properties;

import org.jspecify.annotations.NullMarked;
