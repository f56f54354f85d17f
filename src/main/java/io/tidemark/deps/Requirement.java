package io.tidemark.deps;

import io.tidemark.project.packages.PackageSpec;

/**
 * A package that somebody needs.
 *
 * @param spec which, and what of it will do
 * @param by who asks: {@code packages.yml}, or the name of a package
 */
record Requirement(PackageSpec spec, String by) {}
