/** YAML as an immutable tree in which every value knows its place; scalars as PyYAML reads them. */
@NullMarked
package io.tidemark.project.yaml;

import org.jspecify.annotations.NullMarked;
