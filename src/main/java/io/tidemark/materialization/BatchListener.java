package io.tidemark.materialization;

import io.tidemark.load.LoadListener;
import io.tidemark.load.increment.Increment;

/**
 * Hears how the load of one batch goes on: passes on what a person should know, and remembers how
 * many rows there are. A batch is one transaction, so of chunks there is nothing to tell.
 */
final class BatchListener implements LoadListener {

  private final LoadListener node;
  private long rows;

  BatchListener(LoadListener node) {
    this.node = node;
  }

  @Override
  public void frozen(Increment increment) {
    rows = increment.rows();
  }

  @Override
  public void notice(String text) {
    node.notice(text);
  }

  @Override
  public void warning(String text) {
    node.warning(text);
  }

  /** How many rows the batch has, once it is frozen. */
  long rows() {
    return rows;
  }
}
