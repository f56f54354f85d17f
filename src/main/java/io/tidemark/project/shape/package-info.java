/** What may stand where in dbt's YAML files: their keys, and the types of what is under them. */
@NullMarked
package io.tidemark.project.shape;

import org.jspecify.annotations.NullMarked;
