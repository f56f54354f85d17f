package io.tidemark.graph.compile;

import java.util.function.UnaryOperator;

/** What a node's template learns of the relation that earlier runs have made of the node. */
public interface AlreadyBuilt {

  /** Nothing is there. */
  AlreadyBuilt NOTHING = decided(false, column -> "null");

  /** What {@code is_incremental()} says: only what is new is to be loaded. */
  boolean incremental();

  /** The greatest value of a column, as SQL; asked only where {@link #incremental}. */
  String highWaterMark(String column);

  /** What whoever builds the node has decided. */
  static AlreadyBuilt decided(boolean incremental, UnaryOperator<String> highWaterMark) {
    return new AlreadyBuilt() {
      @Override
      public boolean incremental() {
        return incremental;
      }

      @Override
      public String highWaterMark(String column) {
        return highWaterMark.apply(column);
      }
    };
  }
}
