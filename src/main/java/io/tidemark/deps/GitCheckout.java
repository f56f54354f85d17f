package io.tidemark.deps;

import java.nio.file.Path;

/**
 * A repository at a revision.
 *
 * @param folder where the package is in it
 * @param commit its full hash
 */
record GitCheckout(Path folder, String commit) {}
