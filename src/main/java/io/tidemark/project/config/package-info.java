/** Node configuration: the layers a person writes and dbt's rules for merging them. */
@NullMarked
package io.tidemark.project.config;

import org.jspecify.annotations.NullMarked;
