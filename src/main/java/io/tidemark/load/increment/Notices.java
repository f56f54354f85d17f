package io.tidemark.load.increment;

/**
 * Hears what the person who runs a load should know. Called on the thread that loads; must be quick
 * and must not throw.
 */
public interface Notices {

  /** Something the person who runs this should know; one sentence. */
  default void notice(String text) {}

  /** Something that is wrong and does not stop the load; one sentence. */
  default void warning(String text) {}
}
