/**
 * Relations and columns as templates see them: dbt's {@code api.Relation} and {@code api.Column}.
 */
@NullMarked
package io.tidemark.template.relation;

import org.jspecify.annotations.NullMarked;
