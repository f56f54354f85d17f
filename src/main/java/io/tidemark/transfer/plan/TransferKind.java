package io.tidemark.transfer.plan;

/** What a transfer does to the copy. */
public enum TransferKind {
  /** The copy is built aside, with all rows up to the mark, and swapped in. Can be continued. */
  FIRST,
  /** Rows above the mark are brought into the copy that is there. Can be continued. */
  INCREMENT,
  /**
   * The copy is built aside from one snapshot of the whole table and swapped in, because nothing
   * tells which rows have changed. Begins anew after a failure: half of it from a later snapshot
   * would be a state that the source never had.
   */
  WHOLE
}
