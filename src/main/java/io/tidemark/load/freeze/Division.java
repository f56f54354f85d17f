package io.tidemark.load.freeze;

import io.tidemark.load.increment.LoadMethod;

/**
 * How an increment is divided into chunks.
 *
 * @param method how a chunk is applied
 * @param positions how many positions there are: pages of the staging table, or chunks of whole
 *     keys
 * @param step how many of them make a chunk
 */
record Division(LoadMethod method, long positions, long step) {

  /** All of it in one transaction, the freeze's. */
  static Division whole(LoadMethod method, long pages) {
    return new Division(method, pages, Math.max(1, pages));
  }
}
