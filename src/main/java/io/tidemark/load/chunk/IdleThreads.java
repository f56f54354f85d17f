package io.tidemark.load.chunk;

/** The threads of a run that have no node to run: they may help with one. Thread-safe. */
public interface IdleThreads {

  /** There are none. */
  IdleThreads NONE =
      new IdleThreads() {
        @Override
        public int threads() {
          return 1;
        }

        @Override
        public Offer offer(SharedWork work) {
          return () -> {};
        }
      };

  /** How many threads the run has, the one that asks included. */
  int threads();

  /** Offers work to whatever thread is or becomes idle, until the offer is closed. */
  Offer offer(SharedWork work);

  /** Work that others may join. */
  interface Offer extends AutoCloseable {
    /** Lets no more threads in, and waits until those who took part have left. */
    @Override
    void close();
  }
}
