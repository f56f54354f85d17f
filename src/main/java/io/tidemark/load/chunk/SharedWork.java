package io.tidemark.load.chunk;

import io.tidemark.postgres.Session;
import java.util.function.BooleanSupplier;

/** Work of one node in which other threads can take part. Thread-safe. */
public interface SharedWork {

  /** How many more threads would find something to do at this moment. */
  int room();

  /**
   * Takes part, until nothing is left to take or the thread is wanted elsewhere. What goes wrong is
   * kept for the node whose work it is; this never throws.
   *
   * @param session the thread's own
   * @param recalled true as soon as the thread is wanted elsewhere; asked between two transactions
   */
  void join(Session session, BooleanSupplier recalled);
}
